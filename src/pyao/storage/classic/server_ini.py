"""Reading the original's Server.ini as settings of this server.

Keys that mean something are mapped, those that the original ignores too are passed over, all others are reported, and
so is each value that the settings refuse; the rest is taken.  What the client sends by itself is never taken.
Source: 02-sessions-and-characters §2, §12.3, §12.4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.content.settings import GameSettings
from pyao.storage.classic.ini import read_ini

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini, Section

Overrides = dict[str, object]
"""Settings by dotted name, as in `pyao.server.settings`."""

Setting = tuple[str, object, "Section", str]
"""A setting's name and value, and the section and key that it comes from."""

MIN_WORLD_SAVE, DEFAULT_WORLD_SAVE = 60, 180
MIN_MOTD = 20

NUMBERS = {
    "StartPort": "network.port",
    "IdleLimit": "game.idle_limit_min",
    "MapaPretoriano": "game.praetorian_map",
    "MaxUsers": "game.max_users",
    "Record": "game.record_online",
}
FLAGS = {
    "AllowMultiLogins": "game.allow_multi_logins",
    "PuedeCrearPersonajes": "game.can_create_characters",
    "ServerSoloGMs": "game.gms_only",
    "Testing": "game.testing",
    "IniciarDesdeBackUp": "game.start_from_world_save",
}
INTERVALS = {
    "SanaIntervaloSinDescansar": "ticks_heal_standing",
    "SanaIntervaloDescansar": "ticks_heal_resting",
    "StaminaIntervaloSinDescansar": "ticks_stamina_standing",
    "StaminaIntervaloDescansar": "ticks_stamina_resting",
    "IntervaloSed": "ticks_thirst",
    "IntervaloHambre": "ticks_hunger",
    "IntervaloVeneno": "ticks_poison",
    "IntervaloParalizado": "ticks_paralysis",
    "IntervaloInvisible": "ticks_invisible",
    "IntervaloOculto": "ticks_hidden",
    "IntervaloFrio": "ticks_cold",
    "IntervaloInvocacion": "ticks_summon",
    "IntervaloParaConexion": "ticks_login_idle",
    "IntervaloNpcAI": "npc_ai_ms",
    "IntervaloNpcPuedeAtacar": "npc_attack_ms",
    "IntervaloUserPuedeAtacar": "attack_interval_ms",
    "IntervaloLanzaHechizo": "spell_interval_ms",
    "IntervaloMagiaGolpe": "spell_to_attack_ms",
    "IntervaloGolpeMagia": "attack_to_spell_ms",
    "IntervaloGolpeUsar": "attack_to_potion_ms",
    "IntervaloUserPuedeUsar": "use_interval_ms",
    "IntervaloFlechasCazadores": "shot_interval_ms",
    "IntervaloTrabajo": "work_interval_ms",
    "IntervaloPerdidaStaminaLluvia": "rain_stamina_ms",
    "IntervaloCerrarConexion": "exit_countdown_s",
    "IntervaloGuardarUsuarios": "save_minutes",
    "IntervaloWS": "world_save_minutes",
    "MinutosMotd": "motd_minutes",
}
STAFF = (
    ("Admines", "Admin", "admins"),
    ("Dioses", "Dios", "gods"),
    ("Especiales", "Especial", "special"),
    ("SemiDioses", "SemiDios", "demigods"),
    ("Consejeros", "Consejero", "counsellors"),
    ("RolesMasters", "RM", "role_masters"),
)
_IDLE_INTERVALS = frozenset(
    name.casefold()
    for name in (
        "IntervaloWAVFX",
        "IntervaloMover",
        "IntervaloTimerExec",
        "IntervaloAutoReiniciar",
    )
)
_IDLE_INIT = frozenset(
    name.casefold()
    for name in (
        *("CrcSubKey", "StartPortEstadisticas", "Hide", "ClientsCommandsQueue", "CleanInterval", "Encriptar"),
        *("CamaraLenta", "StartPos"),
    )
)
_FACTION_PREFIXES = ("armadura", "tunica", "vestimenta", "sacerdote")
"""Keys of faction armours, which are read from ArmadurasFaccionarias.dat instead."""

_IDLE_SECTIONS = frozenset({"md5hush", "aosslib"})
_DAYS = 7


def read_server_ini(
    file: str, data: bytes, findings: Findings, refusal: Callable[[str, object], str] = lambda _name, _value: ""
) -> Overrides:
    """The settings in a Server.ini; unknown keys and refused values become findings.

    `refusal` gives why a setting can't have a value; empty = it can.
    """
    ini = read_ini(file, data, findings)
    settings: Overrides = {}
    for name, value, section, key in (*_plain(ini), *_intervals(ini), *_staff(ini), *_happy_hour(ini)):
        if why := refusal(name, value):
            findings.error(file, section.line_of(key), f"[{section.name}] {key} is not used: {name} = {value!r}: {why}")
        else:
            settings[name] = value
    _check_version(ini)
    _report_unknown(ini, findings)
    return settings


def setting_named(section: str, key: str) -> str:
    """The setting that a key of Server.ini means, in any case; empty = none, or a list."""
    names = {
        "init": NUMBERS | FLAGS,
        "intervalos": {key: f"game.{name}" for key, name in INTERVALS.items()},
    }.get(section.casefold(), {})
    return next((name for known, name in names.items() if known.casefold() == key.casefold()), "")


def _plain(ini: Ini) -> Iterator[Setting]:
    init = ini.section("INIT")
    yield from ((name, init.number(key), init, key) for key, name in NUMBERS.items() if key in init)
    yield from ((name, init.number(key) != 0, init, key) for key, name in FLAGS.items() if key in init)


def _intervals(ini: Ini) -> Iterator[Setting]:
    section = ini.section("INTERVALOS")
    for key, name in INTERVALS.items():
        if key in section:
            yield f"game.{name}", _bounded(name, section.number(key)), section, key


def _bounded(name: str, value: int) -> int:
    """What the original makes of an interval that is too short for it.  Source: 02 §12.3, §12.4."""
    if name == "world_save_minutes" and value < MIN_WORLD_SAVE:
        return DEFAULT_WORLD_SAVE
    return max({"motd_minutes": MIN_MOTD, "save_minutes": 1}.get(name, value), value)


def _staff(ini: Ini) -> Iterator[Setting]:
    """The lists of ranks; of each only as many names as `[INIT]` announces.  Source: 02 §2."""
    init = ini.section("INIT")
    for section, prefix, name in STAFF:
        names, count = ini.section(section), init.number(section)
        numbered = (re.fullmatch(re.escape(prefix.casefold()) + r"(\d{1,9})", key) for key in names.values)
        numbers = sorted(int(match[1]) for match in numbered if match)
        listed = [names.word(f"{prefix}{k}").lstrip("*+").strip() for k in numbers if 1 <= k <= count]
        if any(listed):
            yield f"game.{name}", tuple(one for one in listed if one), names, f"{prefix}{numbers[0]}"
        if beyond := [k for k in numbers if k > count and names.word(f"{prefix}{k}")]:
            first = f"{prefix}{beyond[0]}"
            names.note(first, f"{first} and what follows are not taken: [INIT] {section} announces {count}")


def _happy_hour(ini: Ini) -> Iterator[Setting]:
    hours = ini.section("HappyHour")
    if hours.values:
        factors = tuple(hours.real(f"Day{day}") for day in range(1, _DAYS + 1))
        yield "game.happy_hour", tuple(factor if factor > 0 else 1.0 for factor in factors), hours, ""


def _check_version(ini: Ini) -> None:
    """Note a version other than that which the client sends: taken over, it would let nobody in."""
    init, sent = ini.section("INIT"), GameSettings().version
    if (asked := init.word("Version")) and asked != sent:
        init.note("Version", f"Version={asked} is not taken: the client sends {sent}")


def _report_unknown(ini: Ini, findings: Findings) -> None:
    """Note which sections and keys are unknown."""
    staff = {section.casefold() for section, _prefix, _name in STAFF}
    known = {
        "init": {key.casefold() for key in (*NUMBERS, *FLAGS, "Version")} | _IDLE_INIT | staff,
        "intervalos": {key.casefold() for key in INTERVALS} | _IDLE_INTERVALS,
        "happyhour": {f"day{day}" for day in range(1, _DAYS + 1)},
    }
    for name, section in ini.sections.items():
        if name in staff or name in _IDLE_SECTIONS:
            continue
        if name not in known:
            findings.warn(ini.file, f"line {section.line}", f"the section [{section.name}] is unknown and ignored")
            continue
        for key, (_value, line) in section.values.items():
            stripped = key.strip()
            if stripped not in known[name] and not (name == "init" and stripped.startswith(_FACTION_PREFIXES)):
                findings.warn(ini.file, f"line {line}", f"[{section.name}] {stripped} is unknown and ignored")
