"""What an operator may tune in the game: intervals, limits, rates, caps and the staff lists.

Rules read `world.settings`, which is never changed in place (`changed` gives a new one).  How the program itself runs
(addresses, store, log) stands in `pyao.server.settings`, which also reads both from files and environment.
Source: 02-sessions-and-characters §2, §12; 04-combat §1.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pyao.content.keys import LONG

LONGEST_TICKS = 10_000_000  # more than four days
LONGEST_MS = 86_400_000  # a day
LONGEST_MIN = 10_080  # a week


def split_list(value: object) -> object:
    """Split a comma-separated text, as lists come from the environment and Redis; a list from a file stays."""
    return [part for part in map(str.strip, value.split(",")) if part] if isinstance(value, str) else value


def _staff_name(name: str) -> str:
    """The key of a listed name, without a leading `*` or `+`; any other `+` stands for a space.  Source: 02 §2."""
    return name.strip().lstrip("*+").replace("+", " ").strip().upper()


StaffNames = Annotated[tuple[Annotated[str, AfterValidator(_staff_name)], ...], BeforeValidator(split_list)]
"""Names in upper case, so that `key_of(name) in settings.gods` tells whether a name is listed."""

WeekFactors = Annotated[
    tuple[Annotated[float, Field(gt=0, le=1000)], ...], Field(min_length=7, max_length=7), BeforeValidator(split_list)
]


def _ticks(shipped: int, what: str) -> int:
    """A length in ticks of 40 ms; what it measures happens one tick after it has been reached.  Source: 02 §12.3."""
    field: int = Field(
        shipped, ge=0, le=LONGEST_TICKS, description=f"{what} In ticks of 40 ms; it ends one tick later."
    )
    return field


def _ms(shipped: int, what: str, *, least: int = 0) -> int:
    """A length in milliseconds."""
    field: int = Field(shipped, ge=least, le=LONGEST_MS, description=f"{what} In milliseconds.")
    return field


def _count(shipped: int, what: str, *, least: int = 0, most: int = LONG[1]) -> int:
    """A plain number in a range."""
    field: int = Field(shipped, ge=least, le=most, description=what)
    return field


def _rate(what: str) -> float:
    """A factor; 1 is the classic game."""
    field: float = Field(1.0, ge=0, le=1000, description=what)
    return field


class Section(BaseModel):
    """One table of `pyao.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class GameSettings(Section):
    """All that the operator may decide about the game.  The defaults are the original's values."""

    # Who may come in.  Source: 02 §1.1, §3.2, §4.1, §12.4.
    version: str = Field(
        "0.13.0", pattern=r"^\d{1,3}\.\d{1,3}\.\d{1,3}$", description="Version that a client has to name at login."
    )
    check_invariants: bool = Field(
        default=False, description="Look after every tick whether the world is consistent; for finding faults, slow."
    )
    record_online: int = _count(0, "Most players that were ever online together, if this server has counted fewer.")
    language: str = Field(
        "es",
        pattern=r"^[a-z]{2}(_[A-Z]{2})?$",
        description="Language of what players read, where there is a catalogue.",
    )
    can_create_characters: bool = Field(default=True, description="Whether new characters may be created.")
    creations_per_address: int = _count(
        20, "Characters that may be created in a day from one address or /64; 0 = no limit."
    )
    creations_per_day: int = _count(2_000, "Characters that may be created in a day altogether; 0 = no limit.")
    gms_only: bool = Field(default=False, description="Let only the staff in.  /HABILITAR changes it while running.")
    testing: bool = Field(default=False, description="Refuse characters of level 18 and above.")
    allow_multi_logins: bool = Field(default=True, description="Allow several characters from one address.")
    max_users: int = _count(550, "Sessions at the same time.", least=1, most=9_000)
    connection_interval_ms: int = _ms(5_000, "Least time between two connections from one address or /64; 0 = off.")
    connections_per_ip: int = _count(10, "Open connections from one address or /64; 0 = no limit.")
    text_commands: bool = Field(default=True, description="Execute slash commands typed as chat (01-protocol §16).")

    expel_spell_macro: bool = Field(
        default=True, description="Throw out players who send UseSpellMacro, which no shipped client does."
    )

    # What is said.  Source: 11-social §1.
    chat_max_chars: int = _count(400, "Longest text that may be said at once, in characters.", least=1, most=1_000)
    chat_lines_per_min: int = _count(
        60, "Lines a minute that a player may say in all channels together; 0 = no limit.", most=6_000
    )
    chat_credit_lines: int = _count(
        20,
        "Lines that a player may say at once who has been silent, or whose connection was slow.",
        least=1,
        most=1_000,
    )
    forum_text_max_chars: int = _count(1_000, "Longest text of a post in a forum.", least=1, most=8_000)
    ignored_max: int = _count(50, "How many others a player may ignore.", most=1_000)

    # Staying and leaving.  Source: 02 §1.3, §5.1, §5.4, §12.3.
    idle_limit_min: int = _count(5, "Minutes without a packet after which a player has to leave.", least=1, most=1440)
    ticks_login_idle: int = _ticks(3_000, "Silence after which a connection that has not logged in is closed.")
    ticks_login_total: int = _ticks(22_500, "Longest stay of a connection that has not logged in, whatever it sends.")
    takeover_line_ms: int = _ms(
        20_000, "Dead line after which the right password takes a character over; 0 = it has to be lost first."
    )
    takeover_idle_ms: int = _ms(
        30_000, "Silence of a client after which the right password takes its character over; 0 = never."
    )
    login_search_tiles: int = _count(
        1,
        "How many tiles around an occupied one a login looks for a free one before the player there is thrown out; "
        "1 = as the classic server. Further away may be behind a wall.",
        least=1,
        most=10,
    )
    ticks_absent: int = _ticks(
        3_000, "Longest stay of a character that has lost its connection, however often attacked."
    )
    exit_countdown_s: int = _count(10, "Seconds that leaving takes in a fighting map.", most=3_600)

    advice_s: int = _count(
        3,
        "Seconds after which ghosts, and players who have come back to life, are told what to do; 0 = never.",
        most=60,
    )

    # Saves and notices.  Source: 02 §12.2, §12.3.
    save_minutes: int = _count(180, "Minutes between the announced saves of all characters.", least=1, most=LONGEST_MIN)
    world_save_minutes: int = _count(180, "Minutes between world saves, at least 60.", least=60, most=LONGEST_MIN)
    start_from_world_save: bool = Field(
        default=False, description="Start with the maps as the last world save left them."
    )
    motd_minutes: int = _count(20, "Minutes between repetitions of the message of the day.", least=20, most=LONGEST_MIN)
    cleanup_minutes: int = _count(16, "Minutes between clean-ups of the world.", least=1, most=LONGEST_MIN)

    # Rates and caps.  Source: 02 §8, §12.2; 04 §0.
    exp_rate: float = _rate("Factor on all experience from creatures.")
    gold_rate: float = _rate("Factor on the gold that creatures leave.")
    drop_rate: float = _rate("Factor on the chance of every object that creatures leave.")
    happy_hour: WeekFactors = Field(
        (1.0,) * 7, description="Factor on creatures' experience for each weekday, Sunday first: seven numbers above 0."
    )
    level_cap: int = _count(255, "Highest level.", least=1, most=255)
    exp_cap: int = _count(99_999_999, "Most experience a character keeps.", least=1)
    gold_cap: int = _count(90_000_000, "Most gold that sales and thefts fill a purse to.", least=1)
    newbie_level: int = _count(12, "Highest level that counts as newbie.", most=255)

    # Tick counters.  Source: 02 §12.3, 04 §1.
    ticks_heal_standing: int = _ticks(1_600, "Time between two gains of health of a standing player.")
    ticks_heal_resting: int = _ticks(100, "Time between two gains of health of a resting player.")
    ticks_stamina_standing: int = _ticks(10, "Time between two gains of stamina of a standing player.")
    ticks_stamina_resting: int = _ticks(5, "Time between two gains of stamina of a resting player.")
    ticks_thirst: int = _ticks(6_000, "Time between two steps of thirst.")
    ticks_hunger: int = _ticks(6_500, "Time between two steps of hunger.")
    ticks_poison: int = _ticks(500, "Time between two losses by poison.")
    ticks_paralysis: int = _ticks(500, "Length of a paralysis; of creatures it is counted in their thinking beats.")
    ticks_short_paralysis: int = _ticks(37, "Length of a paralysis without mana once the caster is far away.")
    ticks_invisible: int = _ticks(500, "Length of invisibility and mimicry.")
    ticks_hidden: int = _ticks(500, "Base of the hiding time.")
    ticks_cold: int = _ticks(15, "Time between two losses by cold or lava.")
    ticks_summon: int = _count(1_001, "Life of summoned creatures. In ticks of 40 ms.", most=LONGEST_TICKS)

    # Beats of the creatures.  Source: 02 §12.1, 08-npcs §0.
    npc_ai_ms: int = _ms(380, "Thinking beat of creatures.", least=40)
    npc_attack_ms: int = _ms(1_600, "Beat on which every creature may attack again.", least=40)

    # Least time between two actions of a player; 0 = off.  Source: 02 §12.3, 04 §1.
    attack_interval_ms: int = _ms(1_500, "Time between two blows.")
    spell_interval_ms: int = _ms(1_400, "Time between two spells.")
    spell_to_attack_ms: int = _ms(1_000, "Time from a spell to a blow.")
    attack_to_spell_ms: int = _ms(1_000, "Time from a blow to a spell.")
    attack_to_potion_ms: int = _ms(1_200, "Time from a blow to a potion.")
    use_interval_ms: int = _ms(125, "Time between two uses of objects.")
    shot_interval_ms: int = _ms(1_400, "Time between two shots.")
    work_interval_ms: int = _ms(700, "Time between two acts of work.")

    # The weather.  Source: 03-world §19.
    rain_cycle: bool = Field(
        default=False, description="Let it rain now and then by itself, which tires players out in the open."
    )
    rain_stamina_ms: int = _ms(9_999, "Time between two losses of stamina in such rain.", least=40)

    # States of a player.  Source: 02 §12.3 "constants", 03-world §10, §22.
    npc_protection_ms: int = _ms(5_000, "How long creatures leave a player alone who has just arrived.")
    retaliation_ms: int = _ms(60_000, "How long a citizen may attack whoever took its creature.")
    npc_owner_ms: int = _ms(18_000, "How long a creature belongs to a player who no longer attacks it.")
    speed_check_ms: int = _ms(5_800, "Least time for 30 steps; 0 = steps are not checked.")
    blocking_checks: int = _count(23, "Warnings (one every 6 s) for blocking a passage before jail.", most=LONG[1])
    blocking_jail_min: int = _count(10, "Minutes of jail for blocking a passage.", most=LONGEST_MIN)
    gm_jail_max_min: int = _count(60, "Most minutes of jail that a GM may give.", most=LONGEST_MIN)

    # Sailing, gambling, guilds and parties.  Source: 03-world §10; 09-economy; 11-social §3, §4, §9.
    sailing_level: int = _count(25, "Level from which anybody may sail.", most=255)
    sailing_level_trained: int = _count(20, "Level from which pirates and trained fishermen may sail.", most=255)
    bet_max_gold: int = _count(5_000, "Highest stake of a bet.", least=1)
    guilds_max: int = _count(1_000, "How many guilds can be founded.", most=32_000)
    guild_found_level: int = _count(25, "Level needed to found a guild.", most=255)
    guild_found_leadership: int = _count(90, "Liderazgo needed to found a guild.", most=100)
    guild_applications_max: int = _count(10, "Pending applications to one guild.", least=1, most=100)
    guild_antifaction_max: int = _count(5, "Antifaction points that a guild bears.", least=1, most=255)
    guild_army_level: int = _count(
        25, "Level from which members of a guild of an army must serve in that army.", least=2, most=255
    )
    guild_name_max_chars: int = _count(
        100, "Longest name of a guild; the client's form takes 30 characters.", least=1, most=250
    )
    guild_letter_max_chars: int = _count(
        512, "Longest application, offer or reason that is sent to a guild or an applicant.", least=1, most=1_000
    )
    guild_election_hours: int = _count(24, "Hours that an election in a guild lasts.", least=1, most=720)
    party_found_leadership: int = _count(5, "Liderazgo needed to found a party.", most=100)
    party_found_charm: int = _count(100, "Charisma times Liderazgo needed to found a party.", most=4_000)
    faction_reenlistments_max: int = _count(4, "Enlistments after which an army takes nobody back.", least=1, most=199)
    parties_max: int = _count(300, "Parties at the same time.", most=9_000)
    party_members_max: int = _count(5, "Members of one party.", least=1, most=50)
    party_join_tiles: int = _count(2, "Distance from the leader within which a player may join, in tiles.", most=100)
    party_share_tiles: int = _count(18, "Distance within which a member shares experience, in tiles.", most=142)
    sentinel: bool = Field(
        default=False, description="Whether the sentinel asks working players for codes from the start."
    )
    sentinel_npc: int = _count(16, "NPC that the sentinels are.", least=1, most=32_767)
    sentinel_patience_min: int = _count(2, "Minutes to answer a sentinel.", least=1, most=60)
    sentinel_round_min: int = _count(20, "Minutes in which nobody is checked twice, at least.", least=1, most=1_440)
    sentinel_round_spread_min: int = _count(10, "Minutes by which these vary.", most=1_440)
    denounces_max: int = _count(20, "Denounces that the staff can look up.", least=1, most=1_000)
    praetorian_map: int = _count(163, "Map of the praetorians; 0 = none.", most=32_767)

    # Staff.  A listed name has the rank from its next login; one that no character has can't be created in the game.
    # Source: 02 §2, 10-gm-admin §1.1.
    admins: StaffNames = Field((), description="Names with the rank Admin.")
    gods: StaffNames = Field((), description="Names with the rank Dios.")
    demigods: StaffNames = Field((), description="Names with the rank SemiDios.")
    special: StaffNames = Field((), description="Demigods with the rights of special ones.")
    counsellors: StaffNames = Field((), description="Names with the rank Consejero.")
    role_masters: StaffNames = Field((), description="Names that are role masters in addition to their rank.")

    def changed(self, **values: object) -> GameSettings:
        """The same settings with some values changed.

        Raises:
            pydantic.ValidationError: A value is not allowed; the error names it.

        """
        return GameSettings.model_validate({**self.model_dump(), **values})
