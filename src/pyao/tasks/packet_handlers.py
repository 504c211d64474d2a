"""THE table: how each packet is answered, in which phase, and how often; the only gate into the game.

Most packets hand their fields to one rule: such a packet is one row.  A packet that needs more has a task, a class of
its own in one of this folder's modules.  Every row is checked by mypy: what a row takes from its packet must be a field
of that packet, of the type that the rule wants.  Source: 01-protocol §2, §4, §7; 02-sessions-and-characters §1.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyao.protocol import client_packets as c
from pyao.rules import acting, armed_clicks
from pyao.rules.body import meditating, priests, resting
from pyao.rules.combat import melee, safes
from pyao.rules.crafts import batches, carpentry, smithing, upgrading
from pyao.rules.creatures import trainers
from pyao.rules.factions import enlisting, expulsion, rewards
from pyao.rules.guilds import elections, founding, joining, leading, relations, windows
from pyao.rules.guilds import talk as guild_talk
from pyao.rules.items import dropping, equipping, inventory, using
from pyao.rules.magic import spell_book
from pyao.rules.map import home, looking, walking
from pyao.rules.parties import forming as party_forming
from pyao.rules.parties import leading as party_leading
from pyao.rules.parties import leaving as parties
from pyao.rules.parties import talk as party_talk
from pyao.rules.pets import orders as pet_orders
from pyao.rules.sentinel import answers as sentinel_answers
from pyao.rules.session import information, leaving, names
from pyao.rules.society import chat as speech
from pyao.rules.society import councils, forums, polls, sharing
from pyao.rules.staff import consultations, contact
from pyao.rules.trade import banking, gambling, offers, secure_trade, shops
from pyao.tasks import chat, gm, login, own_record, punishments
from pyao.tasks.guilds import TaskAboutCharacter, TaskGuildFundation
from pyao.tasks.rates import DEAR, LOGINS, MOVES, OTHERS, SPEECH, STAFF, VISIBLE
from pyao.tasks.session import Phase
from pyao.tasks.task import IllegalPacket, P, Task, TaskNull, TaskOrder, TaskRule
from pyao.world.guilds import Relation

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.tasks.session import Session
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.tokens import Rate
    from pyao.world.world import World


class Handler(NamedTuple):
    """How one kind of packet is answered."""

    task: Task[Any]
    phase: Phase = Phase.PLAYING
    rate: Rate = OTHERS
    hurried: Task[Any] | None = None
    """What answers instead if the server can't keep up or the client sends too much; `None` = nothing does."""


Row = tuple[type[c.ClientPacket], Handler]


def with_fields(
    packet: type[P],
    rule: Callable[[World, Player, P], object],
    *,
    rate: Rate = OTHERS,
    hurried: Callable[[World, Player, P], object] | None = None,
) -> Row:
    """A packet whose fields one rule wants, and another one in a hurry; what a rule may give is for others."""
    return packet, Handler(TaskRule(rule), rate=rate, hurried=TaskRule(hurried) if hurried else None)


def order(packet: type[c.ClientPacket], rule: Callable[[World, Player], None], *, rate: Rate = OTHERS) -> Row:
    """A packet that says nothing but what the player wants."""
    return packet, Handler(TaskOrder(rule), rate=rate)


def of_player(packet: type[c.ClientPacket], rule: Callable[[Player], None]) -> Row:
    """An order that concerns nothing but the player himself."""
    return packet, Handler(TaskOrder(lambda _world, player: rule(player)))


def about(
    packet: type[P], name_of: Callable[[P], str], rule: Callable[[World, Player, P, CharacterRecord | None], None]
) -> Row:
    """A packet that names a character, which may be offline: one rule wants its record too, which is dear."""
    return packet, Handler(TaskAboutCharacter(name_of, rule), rate=DEAR)


def task(packet: type[P], answer: Task[P], *, phase: Phase = Phase.PLAYING, rate: Rate = OTHERS) -> Row:
    """A packet that needs more than one rule."""
    return packet, Handler(answer, phase, rate)


def run(session: Session, packet: c.ClientPacket) -> Awaitable[None] | None:
    """Execute a packet that a text command stands for; a dear one has its rate besides that of the text."""
    handler = handler_of(type(packet))
    if handler.rate in _TYPED_TOO and not session.take_token_or_tell(handler.rate):
        return None
    return handler.task.execute(session, packet)


def handler_of(packet: type[c.ClientPacket]) -> Handler:
    """The table's row for a kind of packet; what has none is answered by the null task."""
    return HANDLERS.get(packet, NULL)


NULL = Handler(TaskNull())

_TYPED_TOO = (VISIBLE, DEAR, STAFF)
"""Rates that hold for what is typed as for what is sent."""

ROWS: tuple[Row, ...] = (
    # Before the game: 02-sessions-and-characters §3, §4
    task(c.ThrowDices, login.TaskDice(), phase=Phase.CONNECTED),
    task(c.LoginNewChar, login.TaskLoginNewChar(), phase=Phase.CONNECTED, rate=LOGINS),
    task(c.LoginExistingChar, login.TaskLoginExistingChar(), phase=Phase.CONNECTED, rate=LOGINS),
    # Walking, seeing, touching: 03-world
    with_fields(
        c.Walk,
        lambda w, p, k: walking.walk(w, p, k.heading),
        rate=MOVES,
        hurried=lambda w, p, k: walking.refuse_step(w, p, k.heading),
    ),
    with_fields(c.ChangeHeading, lambda w, p, k: walking.change_heading(w, p, k.heading), rate=MOVES),
    of_player(c.RequestPositionUpdate, walking.tell_position),
    with_fields(c.LeftClick, lambda w, p, k: looking.look(w, p, k.x, k.y)),
    with_fields(c.DoubleClick, lambda w, p, k: acting.act(w, p, k.x, k.y), rate=VISIBLE),
    order(c.Home, home.go_home),
    # Speech and society: 11-social
    task(c.Talk, chat.TaskTalk(run), rate=SPEECH),
    with_fields(c.Yell, lambda w, p, k: speech.yell(w, p, k.text), rate=SPEECH),
    with_fields(c.Whisper, lambda w, p, k: speech.whisper(w, p, k.to, k.text), rate=SPEECH),
    with_fields(c.CouncilMessage, lambda w, p, k: councils.say(w, p, k.text)),
    with_fields(c.ForumPost, lambda w, p, k: forums.post(w, p, k.type, k.title, k.text)),
    order(c.ShareNpc, sharing.share),
    of_player(c.StopSharingNpc, sharing.stop_sharing),
    # The armies: 11-social §5
    order(c.Enlist, enlisting.enlist),
    order(c.Information, rewards.tell_standing),
    order(c.Reward, rewards.ask_reward),
    order(c.LeaveFaction, expulsion.leave),
    # Guilds: 11-social §3
    order(c.GuildFundate, founding.begin),
    task(c.GuildFundation, TaskGuildFundation()),
    with_fields(c.CreateNewGuild, lambda w, p, k: founding.found(w, p, k.description, k.name, k.url, k.codex)),
    with_fields(c.GuildMessage, lambda w, p, k: guild_talk.say(w, p, k.text)),
    order(c.GuildOnline, guild_talk.tell_online),
    order(c.RequestGuildLeaderInfo, windows.show_window, rate=DEAR),
    with_fields(c.GuildRequestDetails, lambda w, p, k: windows.show_details(w, p, k.guild)),
    about(c.GuildMemberInfo, lambda k: k.name, lambda w, p, k, who: windows.show_member(w, p, k.name, who)),
    order(c.ShowGuildNews, windows.show_news),
    with_fields(c.GuildRequestMembership, lambda w, p, k: joining.apply(w, p, k.guild, k.text)),
    with_fields(c.GuildRequestJoinerInfo, lambda w, p, k: joining.read_application(w, p, k.name)),
    about(c.GuildAcceptNewMember, lambda k: k.name, lambda w, p, k, who: joining.accept(w, p, k.name, who)),
    about(c.GuildRejectNewMember, lambda k: k.name, lambda w, p, k, who: joining.reject(w, p, k.name, k.reason, who)),
    about(c.GuildKickMember, lambda k: k.name, lambda w, p, _, who: joining.expel(w, p, who)),
    order(c.GuildLeave, joining.leave),
    with_fields(c.GuildUpdateNews, lambda w, p, k: leading.write_news(w, p, k.news), rate=DEAR),
    with_fields(c.ClanCodexUpdate, lambda w, p, k: leading.write_codex(w, p, k.description, k.codex)),
    with_fields(c.GuildNewWebsite, lambda w, p, k: leading.write_url(w, p, k.url)),
    order(c.GuildOpenElections, elections.open_election),
    with_fields(c.GuildVote, lambda w, p, k: elections.vote(w, p, k.name)),
    with_fields(c.GuildDeclareWar, lambda w, p, k: relations.declare_war(w, p, k.guild)),
    with_fields(c.GuildOfferPeace, lambda w, p, k: relations.offer(w, p, k.guild, Relation.PEACE, k.text)),
    with_fields(c.GuildOfferAlliance, lambda w, p, k: relations.offer(w, p, k.guild, Relation.ALLIANCE, k.text)),
    with_fields(c.GuildAcceptPeace, lambda w, p, k: relations.accept(w, p, k.guild, Relation.PEACE)),
    with_fields(c.GuildAcceptAlliance, lambda w, p, k: relations.accept(w, p, k.guild, Relation.ALLIANCE)),
    with_fields(c.GuildRejectPeace, lambda w, p, k: relations.reject(w, p, k.guild, Relation.PEACE)),
    with_fields(c.GuildRejectAlliance, lambda w, p, k: relations.reject(w, p, k.guild, Relation.ALLIANCE)),
    with_fields(c.GuildPeaceDetails, lambda w, p, k: relations.show_details(w, p, k.guild, Relation.PEACE)),
    with_fields(c.GuildAllianceDetails, lambda w, p, k: relations.show_details(w, p, k.guild, Relation.ALLIANCE)),
    order(c.GuildPeacePropList, lambda w, p: relations.list_proposals(w, p, Relation.PEACE)),
    order(c.GuildAlliancePropList, lambda w, p: relations.list_proposals(w, p, Relation.ALLIANCE)),
    # Polls, sentinels, the staff: 11-social §8 to §10
    order(c.Inquiry, polls.read),
    with_fields(c.InquiryVote, lambda w, p, k: polls.vote(w, p, k.option)),
    with_fields(c.CentinelReport, lambda w, p, k: sentinel_answers.report(w, p, k.code)),
    with_fields(c.Denounce, lambda w, p, k: contact.denounce(w, p, k.text)),
    order(c.GMRequest, contact.call),
    with_fields(c.RoleMasterRequest, lambda w, p, k: contact.ask_role_masters(w, p, k.text), rate=DEAR),
    with_fields(c.BugReport, lambda w, p, k: contact.report_bug(w, p, k.text)),
    order(c.Consultation, consultations.toggle),
    # Parties: 11-social §4
    order(c.PartyCreate, party_forming.create),
    order(c.PartyJoin, party_forming.join),
    with_fields(c.PartyAcceptMember, lambda w, p, k: party_forming.accept(w, p, k.name)),
    with_fields(c.PartyKick, lambda w, p, k: party_leading.kick(w, p, k.name)),
    with_fields(c.PartySetLeader, lambda w, p, k: party_leading.set_leader(w, p, k.name)),
    order(c.PartyLeave, parties.leave),
    with_fields(c.PartyMessage, lambda w, p, k: party_talk.say(w, p, k.text)),
    order(c.PartyOnline, party_talk.tell_members),
    order(c.RequestPartyForm, party_talk.open_form),
    # Fights and magic: 04-combat, 05-magic
    order(c.Attack, melee.attack),
    of_player(c.SafeToggle, safes.toggle_safe),
    of_player(c.ResuscitationSafeToggle, safes.toggle_resurrection_safe),
    with_fields(c.CastSpell, lambda _, p, k: spell_book.choose(p, k.slot)),
    with_fields(c.MoveSpell, lambda _, p, k: spell_book.move(p, k.slot, upwards=k.upwards)),
    with_fields(c.SpellInfo, lambda w, p, k: spell_book.describe(w, p, k.slot)),
    order(c.UseSpellMacro, spell_book.expel_macro, rate=DEAR),
    # The body: 04-combat §12, §14
    order(c.Rest, resting.rest),
    order(c.Meditate, meditating.meditate, rate=DEAR),
    order(c.Resucitate, priests.resurrect),
    order(c.Heal, priests.heal),
    # Items and skills: 06-items, 07-work
    with_fields(c.Drop, lambda w, p, k: dropping.drop(w, p, k.slot, k.amount), rate=VISIBLE),
    order(c.PickUp, dropping.pick_up, rate=VISIBLE),
    with_fields(c.UseItem, lambda w, p, k: using.use(w, p, k.slot)),
    with_fields(c.EquipItem, lambda w, p, k: equipping.equip(w, p, k.slot), rate=VISIBLE),
    with_fields(c.MoveItem, lambda w, p, k: inventory.move(w, p, k.from_slot, k.to_slot)),
    with_fields(c.Work, lambda w, p, k: armed_clicks.arm(w, p, k.skill), rate=VISIBLE),
    with_fields(c.WorkLeftClick, lambda w, p, k: armed_clicks.click(w, p, k.x, k.y, k.skill)),
    with_fields(c.InitCrafting, lambda _, p, k: batches.begin(p, k.total, k.per_cycle)),
    with_fields(c.InitCraftingShort, lambda _w, _p, _k: None),  # no effect: 01-protocol §7.1
    with_fields(c.CraftBlacksmith, lambda w, p, k: smithing.forge(w, p, k.obj), rate=VISIBLE),
    with_fields(c.CraftCarpenter, lambda w, p, k: carpentry.carve(w, p, k.obj), rate=VISIBLE),
    with_fields(c.ItemUpgrade, lambda w, p, k: upgrading.upgrade(w, p, k.obj), rate=DEAR),
    # Pets and trainers: 08-npcs §9.6, §10
    order(c.PetStand, pet_orders.stand, rate=VISIBLE),
    order(c.PetFollow, pet_orders.follow, rate=VISIBLE),
    order(c.ReleasePet, pet_orders.release),
    order(c.TrainList, trainers.list_creatures),
    with_fields(c.Train, lambda w, p, k: trainers.train(w, p, k.creature), rate=VISIBLE),
    # Shops, banks, the casino: 09-economy §1 to §4
    order(c.CommerceStart, secure_trade.start, rate=DEAR),
    of_player(c.CommerceEnd, shops.close),
    with_fields(c.CommerceBuy, lambda w, p, k: shops.buy(w, p, k.slot, k.amount), rate=DEAR),
    with_fields(c.CommerceSell, lambda w, p, k: shops.sell(w, p, k.slot, k.amount), rate=VISIBLE),
    order(c.BankStart, banking.start, rate=DEAR),
    of_player(c.BankEnd, banking.close),
    with_fields(c.BankExtractItem, lambda w, p, k: banking.extract(w, p, k.slot, k.amount)),
    with_fields(c.BankDeposit, lambda w, p, k: banking.deposit(w, p, k.slot, k.amount)),
    with_fields(c.MoveBank, lambda w, p, k: banking.move(w, p, k.slot, upwards=k.upwards)),
    with_fields(c.BankExtractGold, lambda w, p, k: banking.extract_gold(w, p, k.amount)),
    with_fields(c.BankDepositGold, lambda w, p, k: banking.deposit_gold(w, p, k.amount)),
    order(c.RequestAccountState, banking.tell_account),
    with_fields(c.Gamble, lambda w, p, k: gambling.gamble(w, p, k.amount)),
    # Trades between players: 09-economy §5
    with_fields(c.UserCommerceOffer, lambda w, p, k: offers.offer(w, p, k.slot, k.amount, k.offer_slot)),
    with_fields(c.CommerceChat, lambda w, p, k: secure_trade.chat(w, p, k.text)),
    order(c.UserCommerceConfirm, secure_trade.confirm),
    order(c.UserCommerceOk, secure_trade.accept),
    order(c.UserCommerceReject, secure_trade.reject),
    order(c.UserCommerceEnd, secure_trade.leave),
    # Oneself and the server: 02-sessions-and-characters §7.3, §9, §10
    task(c.ModifySkills, own_record.TaskModifySkills()),
    with_fields(c.ChangeDescription, lambda _, p, k: names.describe(p, k.text)),
    task(c.ChangePassword, own_record.TaskChangePassword()),
    task(c.Punishments, punishments.TaskPunishments(), rate=DEAR),
    of_player(c.Ping, information.answer_ping),
    order(c.Online, information.tell_online),
    of_player(c.RequestAtributes, information.tell_attributes),
    order(c.RequestSkills, information.tell_skills),
    of_player(c.RequestMiniStats, information.tell_mini_stats),
    of_player(c.RequestFame, information.tell_fame),
    order(c.RequestStats, information.tell_stats, rate=DEAR),
    order(c.Uptime, information.tell_uptime),
    order(c.Help, information.tell_help),
    order(c.RequestMOTD, information.tell_motd),
    order(c.Quit, leaving.leave),
    # What game masters order: one row each in `tasks/gm`
    *((command.packet, Handler(gm.TaskGMCommand(command), rate=STAFF)) for command in gm.COMMANDS),
)

HANDLERS: dict[type[c.ClientPacket], Handler] = dict(ROWS)


def handle(session: Session, packet: c.ClientPacket) -> Awaitable[None] | None:
    """Let one packet in, or not.

    Gives an awaitable when the answer takes time: the connection's next packet must wait for it.

    Raises:
        IllegalPacket: not legal in this phase, or one login too many; the connection has to be closed.

    """
    handler = HANDLERS.get(type(packet), NULL)
    if session.phase is not handler.phase:
        if session.phase is Phase.CLOSED:
            return None
        raise IllegalPacket(f"{type(packet).__name__} while {session.phase.name.lower()}")
    session.heard()
    if not session.take_token_or_tell(handler.rate):
        if handler.rate is LOGINS:
            raise IllegalPacket(f"too many attempts to enter: {type(packet).__name__}")
        return None if handler.hurried is None else handler.hurried.execute(session, packet)
    if handler.hurried is not None and session.hurried():
        session.game.lateness.refused += 1
        return handler.hurried.execute(session, packet)
    return handler.task.execute(session, packet)
