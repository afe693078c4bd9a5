"""Invented names. Each speaks: it is made of words for tale, dream or fancy, so nobody takes it for a real one."""

# ruff: noqa: SIM905  a list of names reads best as a line of words

GIVEN = {
    "en": (
        "Juniper Wren Otto Beatrix Ezra Poppy Marigold Tamsin Linus Clementine Rufus Winnie Barnaby Hazel Cyrus "
        "Dahlia Felix Greta Hugo Ivy Jasper Kit Lark Maple Nell Orson Pearl Quincy Rosemary Silas Tilda Ursula "
        "Violet Walter Zinnia Alder Briar Cassius Delphine Everett Fern Gideon Harriet Iris Jonah Kestrel Lottie "
        "Magnus Nettie Olive Percy Rowan Sable Thea Uriah Vesper Willa Amos Birdie Casper Dorothea Ellis"
    ).split(),
    "es": (
        "Maribel Joaquín Lucero Esperanza Rocío Mateo Paloma Ignacio Azucena Benicio Candela Dionisio Estrella "
        "Fabiola Gael Herminia Inés Jacinta Lisandro Milagros Noé Ofelia Pilar Rafael Socorro Tobías"
    ).split(),
    "so": "Amina Hodan Ifrah Sahra Liban Warsame Deqa Ayaan Zamzam Guled Fadumo Idil Khadra Nasteho".split(),
    "hmn": "Mai Kou Pa-Houa Tou Nou Yer Chue Bao Ka-Ying Pheng Mee Zoua".split(),
    "ar": "Noor Samira Idris Layla Yusra Karim Hana Nabil".split(),
}

FAMILY = {
    "en": (
        "Fableton Mockingham Gladwell Talesworth Fictionberg Makepeace Storyfield Onceward Inkwell Pagewright "
        "Wonderby Yarnsworth Novelle Plotkins Chapterly Fablemore Mythwell Sagastone Balladeer Daydreamer "
        "Goodtale Kindlington Merriweather-Tale Neverwhere Onceupon Parableton Quillfeather Rhymestone "
        "Storybrook Taleweaver Upsidedown Versewell Whimsey Afarland Bedtimely Castlecloud Dreamhurst "
        "Enchantley Farfetch Gossamere Happenstance Imaginey Jestworth Lullabyrd Makebelieve Nonsuch Otherwise "
        "Pretendergast Questerly Riddlesby Supposeley Tellingham Wishbourne Fairytaylor Legendry"
    ).split(),
    "es": "Inventado Cuentista Fantasía Leyenda Soñador Imaginario Cuentos Fábulas Quimera Relatos Novelas".split(),
    "so": "Sheekadoon Sheekeeye Riyoole Sheekoyare Maansoole".split(),
    "hmn": "Dabneeg Npausuav Zajdab Kwvtxhiaj".split(),
    "ar": "Kindly Hikayat Khayali Qisasi Ahlami".split(),
}

CHILDREN = (
    "Clover Pip Sunny Bean Finch Dot Teddy Junebug Acorn Bluebell Scout Robin Sparrow Pebble Honey Skip Posy Button "
    "Ziggy Minnow Sky Tansy Bramble Cricket Daisy Luz Sol Alma Nube Cielo Ubah Sami Paj Tsua Nour Badr"
).split()

# Shares of flavours among the people of a site, in whole parts.
MISSOURI = {"en": 78, "es": 15, "so": 2, "hmn": 1, "ar": 4}
MINNESOTA = {"en": 45, "es": 15, "so": 22, "hmn": 14, "ar": 4}


class NameBook:
    """Gives out names, each whole name once."""

    def __init__(self, random):
        self.random = random
        self.taken = set()
        self.addresses = set()

    def keep(self, given, family):
        """Take a name out of the draw because somebody in the story has it."""
        self.taken.add((given, family))

    def draw(self, flavors):
        """A flavor, a given name and a family name that nobody has yet."""
        flavor = self.random.choices(list(flavors), weights=list(flavors.values()))[0]
        for _attempt in range(60):
            pair = (self.random.choice(GIVEN[flavor]), self.random.choice(FAMILY[flavor]))
            if pair not in self.taken:
                self.taken.add(pair)
                return flavor, *pair
        # At large scales a flavor runs out; a second family name makes new ones.
        while True:
            families = self.random.sample(FAMILY["en"], 2)
            pair = (self.random.choice(GIVEN["en"]), "-".join(families))
            if pair not in self.taken:
                self.taken.add(pair)
                return "en", *pair

    def child(self):
        return self.random.choice(CHILDREN)

    def address(self, given, domain, family=""):
        """An e-mail address at an example domain that nobody has yet."""
        plain = str.maketrans("áéíóúñü", "aeiounu", "- ")
        start = given.lower().translate(plain)
        if family:
            start += "." + family.lower().translate(plain)
        address, count = f"{start}@{domain}", 2
        while address in self.addresses:
            address, count = f"{start}{count}@{domain}", count + 1
        self.addresses.add(address)
        return address
