"""Reading INI files as the original did.  Source: 02 Conventions, 06-items §1.1."""

from __future__ import annotations

import pytest

from pyao.storage.classic.findings import Finding, Findings, Severity
from pyao.storage.classic.ini import Ini, leading_number, read_ini


def read(text: str) -> tuple[Ini, Findings]:
    findings = Findings()
    return read_ini("a.dat", text.encode("cp1252"), findings), findings


def info(line: int, reason: str) -> Finding:
    return Finding("a.dat", f"line {line}", reason, Severity.INFO)


def warning(line: int, reason: str) -> Finding:
    return Finding("a.dat", f"line {line}", reason, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("180 'Cantidad de minutos", 180),
        ("+3", 3),
        ("", 0),
        ("   7", 7),
        ("\t7", 7),
        ("-4", -4),
        ("- 4", -4),
        ("12abc", 12),
        ("abc", 0),
        ("1 0", 1),
        ("0.9", 0),
        ("007", 7),
        ("47 ' Flecha", 47),
    ],
)
def test_a_number_is_what_the_text_begins_with(text: str, number: int) -> None:
    assert leading_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("1.075", 1.075), (".9", 0.9), ("-0.5x", -0.5), ("2.", 2), ("1", 1), ("x", 0.25), ("", 0.25)]
)
def test_a_real_number_keeps_its_fraction(text: str, number: float) -> None:
    ini, _findings = read(f"[A]\nk={text}")
    assert ini.section("A").real("k", 0.25) == number


def test_names_are_found_whatever_their_case_and_texts_are_not_trimmed() -> None:
    ini, findings = read("[ Obj1 ] 'a remark\nNaMe= Túnica de ñandú \n")
    assert ini.section("OBJ1").text("nAmE") == " Túnica de ñandú "
    assert not findings


def test_the_value_begins_behind_the_first_sign_that_does_not_begin_the_line() -> None:
    ini, findings = read("[A]\n=b=c=d\ntext=1=2\n")
    assert ini.section("A").text("=b") == "c=d"
    assert ini.section("A").text("text") == "1=2"
    assert not findings


@pytest.mark.parametrize(
    "line", ["Name = x", "Name =x", " Name=x ", "\tName\t=\tx\t", "  Name  =  x", 'Name="x"', "Name='x'", 'Name = "x"']
)
def test_blanks_round_the_key_and_quotes_round_the_value_go(line: str) -> None:
    ini, findings = read(f"[A]\n{line}\n")
    assert ini.section("A").text("Name").strip() == "x"
    assert ini.section("A").word("Name") == "x"
    ini.note_unused()
    assert not findings


def test_a_key_as_it_is_asked_for_counts_before_one_with_blanks() -> None:
    ini, findings = read("[A]\nName =x\nName=y\n")
    assert ini.section("A").text("Name") == "y"
    assert findings == [info(2, "Name comes twice in [A]; that of line 3 counts")]


@pytest.mark.parametrize("remark", [" 'jefe", ";jefe", "\t# jefe", ""])
def test_a_word_ends_before_a_comment(remark: str) -> None:
    ini, _findings = read(f"[A]\nDios1 = Pepe el Grande{remark}\n;Dios2=Ana\n'Dios3=Eva\n")
    assert ini.section("A").word("Dios1") == "Pepe el Grande"
    assert list(ini.section("A").values) == ["dios1"]


def test_a_section_may_have_blanks_before_it() -> None:
    ini, findings = read("  [A]\nk=1\n\t[B]\nk=2")
    assert [ini.section(name).number("k") for name in "AB"] == [1, 2]
    assert not findings


SPELLINGS = ["MODDAÑOARMAS", "moddañoarmas", "MODDANOARMAS", "MODDA?OARMAS", "MODDA\ufffdOARMAS", "MODDA¥OARMAS"]


@pytest.mark.parametrize("spelling", [*SPELLINGS, "MODDAÃ‘OARMAS", "MODDA¤OARMAS", "MODDA??OARMAS"])
def test_names_are_found_however_their_letters_are_spelt(spelling: str) -> None:
    data = f"[{spelling}]\nMago=2\n[B]\n{spelling}=3\n".encode()
    findings = Findings()
    ini = read_ini("a.dat", b"\xef\xbb\xbf" + data, findings)
    assert ini.section("MODDAÑOARMAS").number("Mago") == 2
    assert ini.section("B").number("MODDAÑOARMAS") == 3
    ini.note_unused()
    assert not [one for one in findings if "not used" in one.reason]


def test_a_spoilt_name_is_taken_for_no_other() -> None:
    ini, _findings = read("[MODDA?OARMAS]\nObj?=3\n")
    assert not ini.section("MODDAÑOPROYECTILES").line
    assert "Obj1" not in ini.section("MODDAÑOARMAS")


def test_numbers_of_any_length_are_numbers() -> None:
    ini, _findings = read(f"[A]\nk={'9' * 10_000}\nr={'9' * 10_000}\n")
    assert ini.section("A").number("k") == 2**31 - 1
    assert ini.section("A").real("r") == 1e18
    assert leading_number("1" * 10_000) == int("1" * 18)


def test_line_ends_of_every_system_count() -> None:
    ini, _findings = read("[A]\r\na=1\nb=2\rc=x\x0by")
    assert ini.section("A").values == {"a": ("1", 2), "b": ("2", 3), "c": ("x\x0by", 4)}


def test_the_first_of_equal_keys_counts() -> None:
    ini, findings = read("[A]\nk=1\nK=2\n")
    assert ini.section("A").number("k") == 1
    assert ini.section("A").repeated == {"k"}
    assert findings == [info(3, "K comes twice in [A]; that of line 2 counts")]


def test_the_first_of_equal_sections_counts() -> None:
    ini, findings = read("[A]\nk=1\n[a]\nk=2\nm=3\n[B]\nk=4")
    assert ini.section("A").values == {"k": ("1", 2)}
    assert ini.section("B").number("k") == 4
    assert findings == [warning(3, "the section [a] comes twice; that of line 1 counts")]


def test_a_section_without_its_bracket_is_no_section() -> None:
    ini, findings = read("[A]\nk=1\n[B\nm=2\n")
    assert ini.section("A").number("m") == 2
    assert findings == [warning(3, "a section without its closing bracket: [B")]


def test_lines_that_are_nothing_are_odd_unless_they_are_remarks_or_stand_before_all() -> None:
    _ini, findings = read("prose\n[A]\n'remark\n# remark\n;remark\n\n   \nMinHIT6\n")
    assert findings == [info(8, "no key and no section: MinHIT6")]


@pytest.mark.parametrize("remark", ["15 ' Oro", "15", " 15  ", "+15;x", "'15", "15 # x"])
def test_a_remark_behind_a_number_is_no_problem(remark: str) -> None:
    ini, findings = read(f"[A]\nk={remark}")
    ini.section("A").number("k")
    assert not findings


def test_junk_in_a_number_is_said_once() -> None:
    ini, findings = read("[A]\na=12abc\nb=x\nc=0,9\n")
    section = ini.section("A")
    assert [section.number("a"), section.number("b"), section.real("c"), section.number("a")] == [12, 0, 0, 12]
    assert findings == [
        warning(2, "[A] a=12abc is no plain number; 12 is used"),
        warning(3, "[A] b=x is no plain number; 0 is used"),
        warning(4, "[A] c=0,9 is no plain number; 0 is used"),
    ]


def test_a_number_that_does_not_fit_becomes_the_nearest_that_does() -> None:
    ini, findings = read("[A]\na=40000\nb=-1\n")
    assert ini.section("A").number("a", (-32768, 32767)) == 32767
    assert ini.section("A").count("b", 30) == 0
    assert findings == [
        warning(2, "[A] a=40000 is not in -32768..32767; 32767 is used"),
        warning(3, "[A] b=-1 is not in 0..30; 0 is used"),
    ]


def test_flags() -> None:
    ini, findings = read("[A]\na=1\nb=0\nc=2\n")
    section = ini.section("A")
    assert [section.flag(key) for key in "abcd"] == [True, False, True, False]
    assert findings == [info(4, "[A] c=2 is neither 0 nor 1; it counts as yes")]


def test_pairs() -> None:
    ini, findings = read("[A]\na=36-1000 'Pocion\nb=54-0\nc=0-5\nd=12\ne=\n")
    section = ini.section("A")
    assert [section.pair(key) for key in "abcdef"] == [(36, 1000), (54, 0), None, (12, 0), None, None]
    assert findings == [warning(5, "[A] d=12 is no pair of numbers")]


def test_missing_keys_and_sections_are_said() -> None:
    ini, findings = read("[A]\na=1\n")
    ini.section("A").wants("a", "b", "c")
    ini.section("B").wants("a", "b")
    assert findings == [
        warning(1, "[A] it has no b, c"),
        Finding("a.dat", "", "[B] the section is missing", Severity.WARNING),
    ]


def test_what_nobody_asks_for_is_noted() -> None:
    ini, findings = read("[OBJ1]\nName=a\nNamme=b\n[OBJ2]\nNamme=c\nIdle=1\n[OBJX]\nName=d\n")
    assert [(number, section.text("Name")) for number, section in ini.numbered("Obj")] == [(1, "a"), (2, "")]
    ini.note_unused("Idle")
    assert findings == [
        info(7, "the section [OBJX] is not used"),
        info(3, "the key 'namme' is not used (2 times)"),
    ]


SAMPLE = "[A]\nName=Árbol y ñandú, ¡qué más!\nModo=1\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SAMPLE.encode("cp1252"), None),
        (SAMPLE.encode(), "UTF-8"),
        (SAMPLE.encode("utf-8-sig"), "UTF-8"),
        (SAMPLE.encode("utf-16"), "UTF-16 (little-endian)"),
        (b"\xfe\xff" + SAMPLE.encode("utf-16-be"), "UTF-16 (big-endian)"),
        (SAMPLE.encode("utf-16-le"), "UTF-16 (little-endian)"),
        (SAMPLE.encode("utf-16-be"), "UTF-16 (big-endian)"),
        (SAMPLE.encode("cp850"), "cp850"),
        (b"[B]\nName=ca\xf1a\n" + SAMPLE.encode(), "UTF-8"),
    ],
)
def test_the_encoding_of_each_file_is_told_from_it(data: bytes, said: str | None) -> None:
    findings = Findings()
    ini = read_ini("a.dat", data, findings)
    assert ini.section("A").text("Name") == "Árbol y ñandú, ¡qué más!"
    assert ini.section("B").text("Name") in ("", "caña")
    assert [str(one) for one in findings] == ([f"a.dat: it is read as {said}"] if said else [])


@pytest.mark.parametrize("text", ["¡Hola", "café ¡Hola!", "¡Qué día", "vení ¿sí?", "5 £", "año", "Ñ", "1º y 2ª", "Ú"])
def test_the_usual_encoding_is_taken_for_no_other(text: str) -> None:
    ini, findings = read(f"[A]\nName={text}\n")
    assert ini.section("A").text("Name") == text
    assert not findings


def test_letters_that_cannot_be_read_are_counted() -> None:
    findings = Findings()
    read_ini("a.dat", b"[A]\nName=\x81\x8dx\nOtro=ma?ana\n", findings)
    assert [str(one) for one in findings] == [
        "a.dat: 2 letters could not be read (as cp1252)",
        "a.dat: 1 letters inside words are ?: another program has lost them",
    ]


def test_a_finding_names_file_and_place() -> None:
    assert str(info(3, "odd")) == "a.dat, line 3: odd"
    assert str(Finding("a.dat", "", "broken")) == "a.dat: broken"


def test_of_very_many_alike_only_the_first_are_kept() -> None:
    findings = Findings()
    for line in range(1_000):
        findings.warn("a.dat", f"line {line}", f"the picture {line} is not there")
    findings.error("a.dat", "", "broken")
    more = Findings(findings)
    assert (len(more), more.total(Severity.WARNING), more.total(Severity.ERROR)) == (101, 1_000, 1)
    (fold,) = more.folded(Severity.WARNING)
    assert list(fold.lines(2)) == [
        "the picture 0 is not there — 1,000 like this: a.dat, line 0; a.dat, line 1 …",
    ]
    every = list(fold.every_line())
    assert (len(every), every[0], every[-1]) == (
        101,
        "a.dat, line 0: the picture 0 is not there",
        "the picture 99 is not there — 900 more like this",
    )
    assert [line for fold in more.folded(Severity.ERROR) for line in fold.lines(2)] == ["a.dat: broken"]
