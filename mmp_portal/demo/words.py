"""What people in the story write, say and plan. Everything is invented."""

NOTES = {
    "young_parent": (
        "We went through the week and made a plan for mornings.",
        "Bath time without tears. She laughed when I told her how mine went.",
        "Walked to the park with the stroller. Naps are getting better.",
        "Read the picture book twice. He turned the pages himself.",
        "Looked at the evening class form together; one page is left.",
        "Made soup for two days and froze half of it.",
        "Talked about saying no to a shift that ends after the bus.",
        "Counted diapers, wrote the list for the store.",
        "Wrote down three questions for the doctor.",
        "She is tired but proud: a whole week in school.",
        "First steps from the sofa to the table!",
        "We sat on the porch. Mostly I listened.",
        "Practiced algebra for the test. Fractions are no longer the enemy.",
        "Called the clinic together to move the appointment.",
    ),
    "worksite": (
        "On time every day this week.",
        "Showed the closing routine; next week alone.",
        "We talked about asking for a day off the right way.",
        "Good with customers. The register still makes for sweaty hands.",
        "Went over the pay stub line by line.",
        "Looked at the bus plan for the early shift.",
        "The manager noticed the clean shelves and said so.",
        "Talked about school hours and work hours. Fewer closings in test week.",
        "Practiced how to say: I do not know, I will find out.",
        "New shoes for the kitchen, and a bad joke about them.",
    ),
    "mpmp": (
        "Went through what to expect on the court day and who sits where.",
        "Wrote the questions for the case plan meeting together.",
        "She spoke for herself in the meeting. I sat beside her.",
        "Talked about visits and how to say goodbye without promising too much.",
        "Listened. Today that was all that was needed.",
        "Found the place for the parenting class and the bus that goes there.",
        "Called the county together; the form is in.",
        "He kept calm when the date was moved. We talked about what helped.",
        "Cooked with two friends from the peer group.",
    ),
    "moppp": (
        "Floor play with blocks and a scarf. Long looks between the two.",
        "Read together, and left two books.",
        "Talked about sleep: dark room, same song, same time.",
        "Looked at how far the baby follows the rattle.",
        "Family goal: a quiet corner for homework. The shelf is up.",
        "Went through the home for small things that roll.",
        "Grandmother joined for the last part.",
        "She named three things that go well without being asked.",
        "Brought diapers and the bath thermometer.",
    ),
}

TRIES = (
    "No answer; left no message, as agreed.",
    "Number rang out. Will text tomorrow.",
    "Was at the door, nobody home.",
    "Texted twice, no answer yet.",
    "",
)

STAFF_NOTES = (
    "Checked in by phone. All is well.",
    "Asked how the match goes. Both are content.",
    "Talked about the next steps.",
    "Looked at what is still missing in the file.",
    "Sent the bus plan and the new dates.",
)

HELP = (
    "She needs a bus pass for school. The old one ran out.",
    "Is there a car seat left? Theirs is too small.",
    "He asks whether the program can help with the test fee.",
    "They may lose the apartment. Whom can we call?",
    "I am not sure how to talk about this with her. Can we speak?",
    "She would like a crib. Do we still have one?",
)

THANKS = (
    "Thank you for staying with the algebra.",
    "Lovely. Tell her I am proud of her.",
    "Thank you, this helps a lot.",
    "Well done, both of you.",
    "Good that you kept trying.",
    "Thank you for the long drive.",
)

ANSWERS = (
    "Bus pass is on my list. You can pick it up on Friday.",
    "We have one in the store room. Come by any morning.",
    "Yes. I send you the form today.",
    "Let us talk on the phone tomorrow.",
)

END_NOTES = (
    "They parted as friends.",
    "Her shifts changed and no evening was left.",
    "They wish to stay in touch on their own.",
    "",
)

WHAT_FOLLOWS = (
    "Knows how to reach us.",
    "Stays with the evening class; the clinic keeps the appointments.",
    "Has the list of places to call.",
    "",
)

PAUSE_REASONS = (
    "New baby in the home; a rest was wished.",
    "Away with family for some weeks.",
    "Exams come first this month.",
    "In the hospital, nothing serious.",
    "New shifts; they will say when it fits again.",
)

VOID_REASONS = ("Written under the wrong name.", "Entered twice.")

RESTRICTED = (
    ("ipv", "Told in confidence about an earlier partner. A safety plan exists; do not call the home number."),
    ("substance_use", "In recovery for eleven months. Goes to a group on Tuesdays and wishes no visits then."),
    ("mental_health", "Sees a counselor every other week. Has agreed that we ask how it goes."),
    ("childrens_division", "The Division writes that the home was found safe at the last visit."),
    ("address", "Lives at a place that is not to be written anywhere. Meet at the office or the library only."),
)

INTERESTS = (
    "Baking, gardens",
    "Basketball, old cars",
    "Choir, crosswords",
    "Walking, picture books",
    "Sewing, thrift stores",
    "Fishing, chili",
    "Board games",
    "Languages, travel stories",
    "",
)

PARTNERS = (
    ("Cobblestone Bakery", "food"),
    ("Larkspur Garden Center", "retail"),
    ("Paper Moon Print Shop", "making"),
    ("Twice Told Thrift", "retail"),
    ("Once Upon a Wash", "cleaning"),
    ("Tall Tale Tire and Lube", "automotive"),
    ("The Humble Spatula", "food"),
    ("Neverland Child Care", "child_care"),
    ("Story Hill Senior Living", "health_care"),
    ("Riverbend Pretend Hotel", "hospitality"),
    ("Make Believe Hardware", "retail"),
    ("Fable Farms Market", "food"),
)

MEETING_TOPICS = {
    "support": (
        "Sleep and small children",
        "Baby Store day",
        "Money that lasts the month",
        "First foods",
        "When I am angry",
        "Going back to school",
        "Shots, fevers and when to call",
        "Reading from day one",
        "Fathers have a night",
        "Safe at home",
        "A year to be proud of",
        "What helps me rest",
    ),
    "mentor_training": ("What a mentor is, and is not", "Listening well"),
    "readiness": (
        "Who am I at work",
        "The application",
        "The résumé",
        "The interview",
        "The first week",
        "My paycheck",
    ),
    "downtime": ("Bowling and job stories", "Pizza with a manager", "Careers night", "Winter games"),
    "banquet": ("The banquet",),
    "refresher": ("Boundaries", "Court words in plain words", "Caring for yourself", "Listening without fixing"),
    "peer_group": ("Supper together", "Questions for a lawyer"),
    "group_connection": ("Music and movement", "Messy play", "Library morning", "Pumpkins", "Water play"),
    "parent_cafe": ("What makes us strong", "Who has my back", "Asking for help"),
}

SPEAKERS = ("Nurse Tilda Wishbourne", "Mr. Amos Quillfeather", "Librarian Ofelia Cuentos", "", "", "")

SCHOOLS = ("Storyfield High School", "Evening classes, Fable College", "HiSET class", "Inkwell Alternative School", "")

BEST_TIMES = ("After 2:30 pm on school days", "Mornings", "After supper", "Weekends", "Tuesdays and Thursdays", "", "")
