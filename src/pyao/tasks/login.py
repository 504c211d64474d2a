"""Tasks before the game: dice, creation, login.

All checks come before the first packet of the burst, so that an error dialog is always the first thing sent.
Source: 02-sessions-and-characters §3, §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS
from pyao.messaging.i18n import _, languages
from pyao.protocol import msg
from pyao.protocol.client_packets import LoginExistingChar, LoginNewChar, ThrowDices
from pyao.protocol.text import TextEncoding, shortened
from pyao.rules.session import creation, leaving, names
from pyao.rules.session.entry import awaken, enter_world
from pyao.rules.staff.ranks import is_listed, privileges_of
from pyao.tasks.passwords import GuessRefused, check_password
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord, Unwanted
from pyao.tasks.session import Phase
from pyao.tasks.task import Task, WaitingTask
from pyao.world.addresses import block_of
from pyao.world.ledger import Reason
from pyao.world.record import key_of
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.tasks.game import Game, LoginResult
    from pyao.tasks.session import Session
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

TESTING_LEVEL = 18
"""From this level on characters are refused while testing.  Source: 02 §4.1."""


class Refusal(Exception):
    """A sentence for the error dialog; `closes` = the connection ends with it."""

    def __init__(self, sentence: str, *, closes: bool = True) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.closes = closes


class TaskDice(Task[ThrowDices]):
    """The dice of the creation screen."""

    def execute(self, session: Session, packet: ThrowDices) -> None:
        """Roll; the connection's last roll is what the character gets."""
        session.dice = dice = creation.throw_dices(session.game.world.rng)
        session.send(msg.dice_roll(dice.strength, dice.agility, dice.intelligence, dice.charisma, dice.constitution))


class TaskLoginNewChar(WaitingTask[LoginNewChar]):
    """A new character, which enters the world at once."""

    async def execute(self, session: Session, packet: LoginNewChar) -> None:
        """Check, create, enter.  Source: 02 §3.2–3.3."""
        try:
            async with session.game.entering(packet.name):
                record = await _create(session, packet)
                _enter(session, packet.name, record)
        except CharactersUnavailable:
            _turn_away(session, packet.name, Refusal(_store_down(), closes=False), "store_down")
        except Refusal as refusal:
            _turn_away(session, packet.name, refusal)


class TaskLoginExistingChar(WaitingTask[LoginExistingChar]):
    """A character that exists enters the world."""

    async def execute(self, session: Session, packet: LoginExistingChar) -> None:
        """Make the checks in the order of 02 §4.1, then enter the world."""
        try:
            async with session.game.entering(packet.name):
                record = await _find(session, packet)
                await _check_password(session, packet, record)
                _take_over(session.game, packet.name)
                _check_absent(session.game.world, packet.name)
                # It may have been played and saved while the hash was checked; from here on nobody can enter with it.
                record = await _find(session, packet)
                _check_gms_only(session.game.world, packet.name, record)
                _check_record(session.game.world, record)
                _enter(session, packet.name, record)
        except Unwanted:
            _note(session, "login refused", f"{_shown(packet.name)}: the client was gone before its turn came")
        except GuessRefused as refusal:
            session.game.logins["guessing"] += 1
            session.refuse(refusal.sentence, close=True)
        except UnreadableRecord as fault:
            session.game.logins["unreadable"] += 1
            _note(session, "login refused", f"{_shown(packet.name)}: {fault}")
            session.close()
        except CharactersUnavailable:
            _turn_away(session, packet.name, Refusal(_store_down()), "store_down")
        except Refusal as refusal:
            _turn_away(session, packet.name, refusal)


def _turn_away(session: Session, name: str, refusal: Refusal, result: LoginResult = "refused") -> None:
    """Tell the client why it can't enter, and the log what the client was told."""
    session.game.logins[result] += 1
    _note(session, "login refused", f"{_shown(name)}: {refusal.sentence}")
    session.refuse(refusal.sentence, close=refusal.closes)


def _note(session: Session, book: str, text: str) -> None:
    session.game.world.host.note(book, f"{text} ({session.ip})")


def _shown(name: str) -> str:
    """A name as it was typed, which may be anything, in a line of the log."""
    return repr(shortened(name, names.MAX_NAME))


def _check_version(world: World, version: tuple[int, int, int]) -> None:
    if ".".join(map(str, version)) != world.settings.version:
        sentence = _("Esta versión del juego es obsoleta, la versión correcta es la {version}.")
        raise Refusal(sentence.format(version=world.settings.version), closes=False)


async def _create(session: Session, packet: LoginNewChar) -> CharacterRecord:
    """The checks of 02 §3.2 in order, then the record, kept durably."""
    game, world = session.game, session.game.world
    if not world.settings.can_create_characters:
        raise Refusal(_("La creación de personajes en este servidor se ha deshabilitado."))
    if world.gms_only:
        raise Refusal(_admins_only())
    _check_version(world, (packet.v1, packet.v2, packet.v3))
    if not names.is_valid_name(packet.name):
        raise Refusal(_("Nombre inválido."), closes=False)
    _check_start(world)
    if await game.characters.exists(packet.name):
        raise Refusal(_name_taken(), closes=False)
    if is_listed(world.settings, packet.name) and key_of(packet.name) not in world.open_names:
        raise Refusal(_("Ese nombre está reservado para los administradores del servidor."), closes=False)
    if session.dice is None:
        raise Refusal(_("Debe tirar los dados antes de poder crear un personaje."), closes=False)
    why_not = creation.head_refusal(packet.race, packet.gender, packet.head) or creation.choice_refusal(
        packet.class_, packet.home, packet.password, packet.email
    )
    if why_not is not None:
        raise Refusal(why_not, closes=False)
    _count_creation(session)
    record = creation.new_record(world.content, world.rng, packet, session.dice)
    record.password_hash = await game.passwords.hash_password(packet.password)
    await _store_new(session, record)
    _note(session, "creation", repr(packet.name))
    return record


def _count_creation(session: Session) -> None:
    """Count it before it is made, so that many at the same time are no way round; too many of a day are refused."""
    game, today = session.game, session.game.world.clock.today().date()
    if not game.creations.may_create(session.block, game.world.settings, today):
        raise Refusal(
            _("Hoy ya se crearon demasiados personajes desde tu conexión, volvé a intentarlo mañana."), closes=False
        )
    game.creations.count(session.block, today)


async def _store_new(session: Session, record: CharacterRecord) -> None:
    """Keep the new record durably, in one batch with the ledger's entries of what it owns; or neither."""
    births = session.game.world.ledger.births(Reason.CREATION, record)
    if not await session.game.characters.create(record, births):
        raise Refusal(_name_taken(), closes=False)


async def _find(session: Session, packet: LoginExistingChar) -> CharacterRecord:
    """Checks 1 to 4: the name, the record, the ban, the version."""
    if not names.is_valid_name(packet.name):
        raise Refusal(_("Nombre inválido."))
    record = await session.game.characters.load(packet.name)
    if record is None:
        raise Refusal(_("El personaje no existe."))
    if record.banned:
        raise Refusal(_("Se te ha prohibido la entrada al servidor debido a tu mal comportamiento."), closes=False)
    _check_version(session.game.world, (packet.v1, packet.v2, packet.v3))
    return record


async def _check_password(session: Session, packet: LoginExistingChar, record: CharacterRecord) -> None:
    """Check 7, after 5 and 6, which need no waiting."""
    _check_room(session)
    game = session.game
    check = await check_password(session, record, packet.password, wanted=lambda: not session.is_closing)
    if check.needs_rehash:
        await game.characters.set_password(packet.name, await game.passwords.hash_password(packet.password))


def _check_room(session: Session) -> None:
    """Checks 5 and 6: there is room for one more, and, where that is the rule, no other character of that address."""
    world = session.game.world
    if len(world.players) >= world.settings.max_users:
        raise Refusal(_("El servidor ha alcanzado el máximo de usuarios soportado, por favor volvé a intentarlo."))
    if not world.settings.allow_multi_logins and any(
        block_of(one.ip) == session.block for one in world.players.values()
    ):
        raise Refusal(_("No es posible usar más de un personaje al mismo tiempo."))


def _take_over(game: Game, name: str) -> None:
    """End the session of a character whose client no longer says anything: its owner is here again.

    Who enters next finds the character as after any reconnection.  By then it has been at others' mercy for longer than
    leaving takes, so nobody gains by it.
    """
    world = game.world
    present = world.online.get(key_of(name))
    if present is None or present.leaving_s is not None or not game.sessions[present.slot].is_silent():
        return
    world.host.note("taken over", f"{present.name!r} ({present.ip})", present)
    present.messages.send(msg.error_msg(_("Tu personaje entró desde otra conexión.")))
    leaving.end_session(world, present)


def _check_absent(world: World, name: str) -> None:
    """Check 8: the character is not in the world already."""
    present = world.online.get(key_of(name))
    if present is None:
        return
    if present.leaving_s is not None:
        raise Refusal(_("El personaje está saliendo, esperá unos segundos."))
    raise Refusal(_("Perdón, ya hay alguien conectado con ese nombre."))


def _check_gms_only(world: World, name: str, record: CharacterRecord) -> None:
    """Check 9: only game masters may enter a server that is closed to everybody else."""
    if world.gms_only and not privileges_of(world.settings, name, record) & GM_RANKS:
        raise Refusal(_admins_only())


def _check_start(world: World) -> None:
    """There is somewhere to put a character that has no place of its own yet."""
    if world.content.start[0] not in world.maps:
        sentence = _(
            "A este mundo le falta el mapa donde empiezan los personajes ({map}): avisá a los administradores."
        )
        raise Refusal(sentence.format(map=world.content.start[0]), closes=False)


def _check_record(world: World, record: CharacterRecord) -> None:
    """Checks 11 and 12, and the testing server's limit."""
    if record.look.head == 0 or record.look.body == 0 or any(skill.level < 0 for skill in record.skills):
        raise Refusal(_("El personaje tiene datos inválidos."))
    if world.settings.testing and record.level >= TESTING_LEVEL:
        raise Refusal(_("Servidor en testing: no se admiten personajes de nivel 18 o mayor."))
    if record.map != 0 and record.map not in world.maps:
        raise Refusal(_("El personaje se encuentra en un mapa inválido."))
    if record.map not in world.maps or not is_playable(record.x, record.y):
        _check_start(world)


def _enter(session: Session, name: str, record: CharacterRecord) -> None:
    """Make the last checks again, since things may have changed while waiting, and enter: nothing can come between.

    Whose connection was lost meanwhile stays out.
    """
    _check_room(session)
    _check_absent(session.game.world, name)
    _check_gms_only(session.game.world, name, record)
    if session.phase is not Phase.CONNECTED:
        return
    if record.text_encoding:
        session.encoding = TextEncoding(record.text_encoding)
    if record.language in languages():
        session.read_in(record.language)
    player = awaken(session.game.world, record, name, session.slot, messages=session, ip=session.ip)
    session.play(player)
    enter_world(session.game.world, player)
    session.game.logins["entered"] += 1
    _note(session, "login", repr(name))


def _admins_only() -> str:
    return _("Servidor restringido a administradores. Por favor, volvé a intentarlo en unos momentos.")


def _store_down() -> str:
    return _("El servidor no puede acceder a los personajes en este momento. Por favor, intentá más tarde.")


def _name_taken() -> str:
    return _("Ya existe el personaje.")
