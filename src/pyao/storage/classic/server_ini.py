"""Reading the original's Server.ini as settings of this server.

Keys that mean something are mapped, those that the original ignores too are passed over, all others are reported.
Source: 02-sessions-and-characters §2, §12.3, §12.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.classic.ini import read_ini

if TYPE_CHECKING:
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini

Overrides = dict[str, object]
"""Settings by dotted name, as in `pyao.server.settings`."""

MIN_WORLD_SAVE, DEFAULT_WORLD_SAVE = 60, 180
MIN_MOTD = 20

_INIT_NUMBERS = {
    "StartPort": "network.port",
    "IdleLimit": "game.idle_limit_min",
    "MapaPretoriano": "game.praetorian_map",
    "MaxUsers": "game.max_users",
    "Record": "game.record_online",
}
_INIT_FLAGS = {
    "AllowMultiLogins": "game.allow_multi_logins",
    "PuedeCrearPersonajes": "game.can_create_characters",
    "ServerSoloGMs": "game.gms_only",
    "Testing": "game.testing",
    "IniciarDesdeBackUp": "game.start_from_world_save",
}
_INTERVALS = {
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
_STAFF = (
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


def read_server_ini(file: str, data: bytes, findings: Findings) -> Overrides:
    """The settings in a Server.ini; unknown keys become findings."""
    ini = read_ini(file, data, findings)
    init = ini.section("INIT")
    settings: Overrides = {name: init.number(key) for key, name in _INIT_NUMBERS.items() if key in init}
    settings |= {name: init.number(key) != 0 for key, name in _INIT_FLAGS.items() if key in init}
    if "Version" in init:
        settings["game.version"] = init.text("Version").strip()
    settings |= _intervals(ini)
    settings |= _staff(ini)
    hours = ini.section("HappyHour")
    if hours.values:
        factors = tuple(hours.real(f"Day{day}") for day in range(1, _DAYS + 1))
        settings["game.happy_hour"] = tuple(factor if factor > 0 else 1.0 for factor in factors)
    _report_unknown(ini, findings)
    return settings


def _intervals(ini: Ini) -> Overrides:
    section = ini.section("INTERVALOS")
    found = {name: section.number(key) for key, name in _INTERVALS.items() if key in section}
    if "world_save_minutes" in found and found["world_save_minutes"] < MIN_WORLD_SAVE:
        found["world_save_minutes"] = DEFAULT_WORLD_SAVE
    if "motd_minutes" in found:
        found["motd_minutes"] = max(MIN_MOTD, found["motd_minutes"])
    if "save_minutes" in found:
        found["save_minutes"] = max(1, found["save_minutes"])
    return {f"game.{name}": value for name, value in found.items()}


def _staff(ini: Ini) -> Overrides:
    """The lists of ranks; of each only as many names as `[INIT]` announces.  Source: 02 §2."""
    init = ini.section("INIT")
    settings: Overrides = {}
    for section, prefix, name in _STAFF:
        names = ini.section(section)
        listed = [names.text(f"{prefix}{k}").strip().lstrip("*+") for k in range(1, init.number(section) + 1)]
        if any(listed):
            settings[f"game.{name}"] = tuple(one for one in listed if one)
    return settings


def _report_unknown(ini: Ini, findings: Findings) -> None:
    """Note which sections and keys are unknown."""
    staff = {section.casefold() for section, _prefix, _name in _STAFF}
    known = {
        "init": {key.casefold() for key in (*_INIT_NUMBERS, *_INIT_FLAGS, "Version")} | _IDLE_INIT | staff,
        "intervalos": {key.casefold() for key in _INTERVALS} | _IDLE_INTERVALS,
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
