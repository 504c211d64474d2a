"""Every packet that a client sends, as a value.  The declarations are what the decoder reads from.

The numbers are raw: nothing but the width of a field has been checked.  Source: 01-protocol §7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyao.protocol.fields import I16, I32, U8, Bool, Codex, Points, Str
from pyao.protocol.packet_id import ClientPacketID as C


class ClientPacket:
    """Anything that a client sends."""

    __slots__ = ()

    id: ClassVar[C]


@dataclass(frozen=True, slots=True)
class LoginExistingChar(ClientPacket):
    """Login screen, on connect; versions 0,13,0."""

    id: ClassVar[C] = C.LOGIN_EXISTING_CHAR

    name: Str
    password: Str
    v1: U8
    v2: U8
    v3: U8


@dataclass(frozen=True, slots=True)
class ThrowDices(ClientPacket):
    """Creation screen opened; dice button → DiceRoll."""

    id: ClassVar[C] = C.THROW_DICES


@dataclass(frozen=True, slots=True)
class LoginNewChar(ClientPacket):
    """Creation screen; order race, gender, class, head, email, home."""

    id: ClassVar[C] = C.LOGIN_NEW_CHAR

    name: Str
    password: Str
    v1: U8
    v2: U8
    v3: U8
    race: U8
    gender: U8
    class_: U8
    head: I16
    email: Str
    home: U8


@dataclass(frozen=True, slots=True)
class Talk(ClientPacket):
    """Console text."""

    id: ClassVar[C] = C.TALK

    text: Str


@dataclass(frozen=True, slots=True)
class Yell(ClientPacket):
    """`-text`."""

    id: ClassVar[C] = C.YELL

    text: Str


@dataclass(frozen=True, slots=True)
class Whisper(ClientPacket):
    r"""`\nick text`."""

    id: ClassVar[C] = C.WHISPER

    to: Str
    text: Str


@dataclass(frozen=True, slots=True)
class Walk(ClientPacket):
    """One step; client has already moved unless resting or meditating."""

    id: ClassVar[C] = C.WALK

    heading: U8


@dataclass(frozen=True, slots=True)
class RequestPositionUpdate(ClientPacket):
    """Key; → PosUpdate."""

    id: ClassVar[C] = C.REQUEST_POSITION_UPDATE


@dataclass(frozen=True, slots=True)
class Attack(ClientPacket):
    """Key."""

    id: ClassVar[C] = C.ATTACK


@dataclass(frozen=True, slots=True)
class PickUp(ClientPacket):
    """Key (alive)."""

    id: ClassVar[C] = C.PICK_UP


@dataclass(frozen=True, slots=True)
class SafeToggle(ClientPacket):
    """Key; → SafeModeOn/Off."""

    id: ClassVar[C] = C.SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class ResuscitationSafeToggle(ClientPacket):
    """→ ResuscitationSafeOn/Off."""

    id: ClassVar[C] = C.RESUSCITATION_SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class RequestGuildLeaderInfo(ClientPacket):
    """Guild button; → GuildList / GuildMemberInfo / GuildLeaderInfo."""

    id: ClassVar[C] = C.REQUEST_GUILD_LEADER_INFO


@dataclass(frozen=True, slots=True)
class RequestAtributes(ClientPacket):
    """→ Atributes."""

    id: ClassVar[C] = C.REQUEST_ATRIBUTES


@dataclass(frozen=True, slots=True)
class RequestFame(ClientPacket):
    """→ Fame."""

    id: ClassVar[C] = C.REQUEST_FAME


@dataclass(frozen=True, slots=True)
class RequestSkills(ClientPacket):
    """→ SendSkills."""

    id: ClassVar[C] = C.REQUEST_SKILLS


@dataclass(frozen=True, slots=True)
class RequestMiniStats(ClientPacket):
    """→ MiniStats."""

    id: ClassVar[C] = C.REQUEST_MINI_STATS


@dataclass(frozen=True, slots=True)
class CommerceEnd(ClientPacket):
    """Merchant close button, Escape; must be answered CommerceEnd."""

    id: ClassVar[C] = C.COMMERCE_END


@dataclass(frozen=True, slots=True)
class UserCommerceEnd(ClientPacket):
    """Leave secure trade."""

    id: ClassVar[C] = C.USER_COMMERCE_END


@dataclass(frozen=True, slots=True)
class UserCommerceConfirm(ClientPacket):
    """Confirm own offer; → UserOfferConfirm to partner."""

    id: ClassVar[C] = C.USER_COMMERCE_CONFIRM


@dataclass(frozen=True, slots=True)
class CommerceChat(ClientPacket):
    """→ CommerceChat to both."""

    id: ClassVar[C] = C.COMMERCE_CHAT

    text: Str


@dataclass(frozen=True, slots=True)
class BankEnd(ClientPacket):
    """Bank close button; must be answered BankEnd."""

    id: ClassVar[C] = C.BANK_END


@dataclass(frozen=True, slots=True)
class UserCommerceOk(ClientPacket):
    """Accept trade."""

    id: ClassVar[C] = C.USER_COMMERCE_OK


@dataclass(frozen=True, slots=True)
class UserCommerceReject(ClientPacket):
    """Reject trade."""

    id: ClassVar[C] = C.USER_COMMERCE_REJECT


@dataclass(frozen=True, slots=True)
class Drop(ClientPacket):
    """Slot 31 = gold; UI amounts 1..10000."""

    id: ClassVar[C] = C.DROP

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CastSpell(ClientPacket):
    """Selects spell slot 1..35; no answer."""

    id: ClassVar[C] = C.CAST_SPELL

    slot: U8


@dataclass(frozen=True, slots=True)
class LeftClick(ClientPacket):
    """Look at tile."""

    id: ClassVar[C] = C.LEFT_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class DoubleClick(ClientPacket):
    """Act on tile; the first press came before it as LeftClick (as WorkLeftClick if a skill was armed)."""

    id: ClassVar[C] = C.DOUBLE_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class Work(ClientPacket):
    """UI sends 1, 2, 7, 17. 1, 2, 17 → WorkRequestTarget; 7 hides."""

    id: ClassVar[C] = C.WORK

    skill: U8


@dataclass(frozen=True, slots=True)
class UseSpellMacro(ClientPacket):
    """Trap: original expels the sender."""

    id: ClassVar[C] = C.USE_SPELL_MACRO


@dataclass(frozen=True, slots=True)
class UseItem(ClientPacket):
    """Key U or double click in the grid."""

    id: ClassVar[C] = C.USE_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class CraftBlacksmith(ClientPacket):
    """Needs InitCrafting before."""

    id: ClassVar[C] = C.CRAFT_BLACKSMITH

    obj: I16


@dataclass(frozen=True, slots=True)
class CraftCarpenter(ClientPacket):
    """Needs InitCrafting before."""

    id: ClassVar[C] = C.CRAFT_CARPENTER

    obj: I16


@dataclass(frozen=True, slots=True)
class WorkLeftClick(ClientPacket):
    """Click while a skill is armed."""

    id: ClassVar[C] = C.WORK_LEFT_CLICK

    x: U8
    y: U8
    skill: U8


@dataclass(frozen=True, slots=True)
class CreateNewGuild(ClientPacket):
    """Two layouts, §7.1."""

    id: ClassVar[C] = C.CREATE_NEW_GUILD

    description: Str
    name: Str
    url: Str
    codex: Codex


@dataclass(frozen=True, slots=True)
class SpellInfo(ClientPacket):
    """→ ConsoleMsg."""

    id: ClassVar[C] = C.SPELL_INFO

    slot: U8


@dataclass(frozen=True, slots=True)
class EquipItem(ClientPacket):
    """Key E (alive)."""

    id: ClassVar[C] = C.EQUIP_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class ChangeHeading(ClientPacket):
    """Blocked step; repeated every frame, §13."""

    id: ClassVar[C] = C.CHANGE_HEADING

    heading: U8


@dataclass(frozen=True, slots=True)
class ModifySkills(ClientPacket):
    """20 increments, skill order."""

    id: ClassVar[C] = C.MODIFY_SKILLS

    points: Points


@dataclass(frozen=True, slots=True)
class Train(ClientPacket):
    """1-based choice."""

    id: ClassVar[C] = C.TRAIN

    creature: U8


@dataclass(frozen=True, slots=True)
class CommerceBuy(ClientPacket):
    """Merchant slot."""

    id: ClassVar[C] = C.COMMERCE_BUY

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class BankExtractItem(ClientPacket):
    """Bank slot."""

    id: ClassVar[C] = C.BANK_EXTRACT_ITEM

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CommerceSell(ClientPacket):
    """Inventory slot."""

    id: ClassVar[C] = C.COMMERCE_SELL

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class BankDeposit(ClientPacket):
    """Inventory slot."""

    id: ClassVar[C] = C.BANK_DEPOSIT

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class ForumPost(ClientPacket):
    """Type 0 general 1 sticky 2 royal 3 royal sticky 4 chaos 5 chaos sticky."""

    id: ClassVar[C] = C.FORUM_POST

    type: U8
    title: Str
    text: Str


@dataclass(frozen=True, slots=True)
class MoveSpell(ClientPacket):
    """True: swap slot with slot−1; false: with slot+1. No answer (true on 1, false on 35: console, 05 §2.2). UI.

    "up" on s sends (false, s−1), "down" sends (true, s+1).
    """

    id: ClassVar[C] = C.MOVE_SPELL

    upwards: Bool
    slot: U8


@dataclass(frozen=True, slots=True)
class MoveBank(ClientPacket):
    """True: swap with slot−1; false: slot+1."""

    id: ClassVar[C] = C.MOVE_BANK

    upwards: Bool
    slot: U8


@dataclass(frozen=True, slots=True)
class ClanCodexUpdate(ClientPacket):
    """Two layouts, §7.1."""

    id: ClassVar[C] = C.CLAN_CODEX_UPDATE

    description: Str
    codex: Codex


@dataclass(frozen=True, slots=True)
class UserCommerceOffer(ClientPacket):
    """Slot 31 gold, 0 = edit offer_slot; amount may be < 0; offer_slot 1..21."""

    id: ClassVar[C] = C.USER_COMMERCE_OFFER

    slot: U8
    amount: I32
    offer_slot: U8


@dataclass(frozen=True, slots=True)
class GuildAcceptPeace(ClientPacket):
    """Proposals window."""

    id: ClassVar[C] = C.GUILD_ACCEPT_PEACE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRejectAlliance(ClientPacket):
    """Proposals window."""

    id: ClassVar[C] = C.GUILD_REJECT_ALLIANCE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRejectPeace(ClientPacket):
    """Proposals window."""

    id: ClassVar[C] = C.GUILD_REJECT_PEACE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildAcceptAlliance(ClientPacket):
    """Proposals window."""

    id: ClassVar[C] = C.GUILD_ACCEPT_ALLIANCE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildOfferPeace(ClientPacket):
    """Button never visible."""

    id: ClassVar[C] = C.GUILD_OFFER_PEACE

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildOfferAlliance(ClientPacket):
    """Button never visible."""

    id: ClassVar[C] = C.GUILD_OFFER_ALLIANCE

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildAllianceDetails(ClientPacket):
    """→ OfferDetails."""

    id: ClassVar[C] = C.GUILD_ALLIANCE_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildPeaceDetails(ClientPacket):
    """→ OfferDetails."""

    id: ClassVar[C] = C.GUILD_PEACE_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRequestJoinerInfo(ClientPacket):
    """→ ShowUserRequest."""

    id: ClassVar[C] = C.GUILD_REQUEST_JOINER_INFO

    name: Str


@dataclass(frozen=True, slots=True)
class GuildAlliancePropList(ClientPacket):
    """→ AlianceProposalsList."""

    id: ClassVar[C] = C.GUILD_ALLIANCE_PROP_LIST


@dataclass(frozen=True, slots=True)
class GuildPeacePropList(ClientPacket):
    """→ PeaceProposalsList."""

    id: ClassVar[C] = C.GUILD_PEACE_PROP_LIST


@dataclass(frozen=True, slots=True)
class GuildDeclareWar(ClientPacket):
    """Button never visible."""

    id: ClassVar[C] = C.GUILD_DECLARE_WAR

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildNewWebsite(ClientPacket):
    """Leader window."""

    id: ClassVar[C] = C.GUILD_NEW_WEBSITE

    url: Str


@dataclass(frozen=True, slots=True)
class GuildAcceptNewMember(ClientPacket):
    """Guild accept new member."""

    id: ClassVar[C] = C.GUILD_ACCEPT_NEW_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class GuildRejectNewMember(ClientPacket):
    """Guild reject new member."""

    id: ClassVar[C] = C.GUILD_REJECT_NEW_MEMBER

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class GuildKickMember(ClientPacket):
    """Guild kick member."""

    id: ClassVar[C] = C.GUILD_KICK_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class GuildUpdateNews(ClientPacket):
    """Line breaks as byte BA."""

    id: ClassVar[C] = C.GUILD_UPDATE_NEWS

    news: Str


@dataclass(frozen=True, slots=True)
class GuildMemberInfo(ClientPacket):
    """Member or applicant; → CharacterInfo."""

    id: ClassVar[C] = C.GUILD_MEMBER_INFO

    name: Str


@dataclass(frozen=True, slots=True)
class GuildOpenElections(ClientPacket):
    """Leader window."""

    id: ClassVar[C] = C.GUILD_OPEN_ELECTIONS


@dataclass(frozen=True, slots=True)
class GuildRequestMembership(ClientPacket):
    """Guild details window."""

    id: ClassVar[C] = C.GUILD_REQUEST_MEMBERSHIP

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildRequestDetails(ClientPacket):
    """→ GuildDetails."""

    id: ClassVar[C] = C.GUILD_REQUEST_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class Online(ClientPacket):
    """/online."""

    id: ClassVar[C] = C.ONLINE


@dataclass(frozen=True, slots=True)
class Quit(ClientPacket):
    """/salir or exit key."""

    id: ClassVar[C] = C.QUIT


@dataclass(frozen=True, slots=True)
class GuildLeave(ClientPacket):
    """/salirclan."""

    id: ClassVar[C] = C.GUILD_LEAVE


@dataclass(frozen=True, slots=True)
class RequestAccountState(ClientPacket):
    """/balance."""

    id: ClassVar[C] = C.REQUEST_ACCOUNT_STATE


@dataclass(frozen=True, slots=True)
class PetStand(ClientPacket):
    """/quieto."""

    id: ClassVar[C] = C.PET_STAND


@dataclass(frozen=True, slots=True)
class PetFollow(ClientPacket):
    """/acompañar."""

    id: ClassVar[C] = C.PET_FOLLOW


@dataclass(frozen=True, slots=True)
class ReleasePet(ClientPacket):
    """/liberar."""

    id: ClassVar[C] = C.RELEASE_PET


@dataclass(frozen=True, slots=True)
class TrainList(ClientPacket):
    """/entrenar; → TrainerCreatureList."""

    id: ClassVar[C] = C.TRAIN_LIST


@dataclass(frozen=True, slots=True)
class Rest(ClientPacket):
    """/descansar."""

    id: ClassVar[C] = C.REST


@dataclass(frozen=True, slots=True)
class Meditate(ClientPacket):
    """/meditar or key; not sent when mana equals its maximum."""

    id: ClassVar[C] = C.MEDITATE


@dataclass(frozen=True, slots=True)
class Resucitate(ClientPacket):
    """/resucitar, or /curar when dead."""

    id: ClassVar[C] = C.RESUCITATE


@dataclass(frozen=True, slots=True)
class Heal(ClientPacket):
    """/curar."""

    id: ClassVar[C] = C.HEAL


@dataclass(frozen=True, slots=True)
class Help(ClientPacket):
    """/ayuda."""

    id: ClassVar[C] = C.HELP


@dataclass(frozen=True, slots=True)
class RequestStats(ClientPacket):
    """/est."""

    id: ClassVar[C] = C.REQUEST_STATS


@dataclass(frozen=True, slots=True)
class CommerceStart(ClientPacket):
    """/comerciar."""

    id: ClassVar[C] = C.COMMERCE_START


@dataclass(frozen=True, slots=True)
class BankStart(ClientPacket):
    """/boveda."""

    id: ClassVar[C] = C.BANK_START


@dataclass(frozen=True, slots=True)
class Enlist(ClientPacket):
    """/enlistar."""

    id: ClassVar[C] = C.ENLIST


@dataclass(frozen=True, slots=True)
class Information(ClientPacket):
    """/informacion."""

    id: ClassVar[C] = C.INFORMATION


@dataclass(frozen=True, slots=True)
class Reward(ClientPacket):
    """/recompensa."""

    id: ClassVar[C] = C.REWARD


@dataclass(frozen=True, slots=True)
class RequestMOTD(ClientPacket):
    """/motd."""

    id: ClassVar[C] = C.REQUEST_MOTD


@dataclass(frozen=True, slots=True)
class Uptime(ClientPacket):
    """/uptime."""

    id: ClassVar[C] = C.UPTIME


@dataclass(frozen=True, slots=True)
class PartyLeave(ClientPacket):
    """/salirparty."""

    id: ClassVar[C] = C.PARTY_LEAVE


@dataclass(frozen=True, slots=True)
class PartyCreate(ClientPacket):
    """/crearparty."""

    id: ClassVar[C] = C.PARTY_CREATE


@dataclass(frozen=True, slots=True)
class PartyJoin(ClientPacket):
    """/party."""

    id: ClassVar[C] = C.PARTY_JOIN


@dataclass(frozen=True, slots=True)
class Inquiry(ClientPacket):
    """/encuesta."""

    id: ClassVar[C] = C.INQUIRY


@dataclass(frozen=True, slots=True)
class GuildMessage(ClientPacket):
    """/cmsg."""

    id: ClassVar[C] = C.GUILD_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class PartyMessage(ClientPacket):
    """/pmsg."""

    id: ClassVar[C] = C.PARTY_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class CentinelReport(ClientPacket):
    """/centinela."""

    id: ClassVar[C] = C.CENTINEL_REPORT

    code: I16


@dataclass(frozen=True, slots=True)
class GuildOnline(ClientPacket):
    """/onlineclan."""

    id: ClassVar[C] = C.GUILD_ONLINE


@dataclass(frozen=True, slots=True)
class PartyOnline(ClientPacket):
    """/onlineparty."""

    id: ClassVar[C] = C.PARTY_ONLINE


@dataclass(frozen=True, slots=True)
class CouncilMessage(ClientPacket):
    """/bmsg."""

    id: ClassVar[C] = C.COUNCIL_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class RoleMasterRequest(ClientPacket):
    """/rol."""

    id: ClassVar[C] = C.ROLE_MASTER_REQUEST

    text: Str


@dataclass(frozen=True, slots=True)
class GMRequest(ClientPacket):
    """/gm."""

    id: ClassVar[C] = C.GM_REQUEST


@dataclass(frozen=True, slots=True)
class BugReport(ClientPacket):
    """/_bug."""

    id: ClassVar[C] = C.BUG_REPORT

    text: Str


@dataclass(frozen=True, slots=True)
class ChangeDescription(ClientPacket):
    """/desc."""

    id: ClassVar[C] = C.CHANGE_DESCRIPTION

    text: Str


@dataclass(frozen=True, slots=True)
class GuildVote(ClientPacket):
    """/voto NICK."""

    id: ClassVar[C] = C.GUILD_VOTE

    name: Str


@dataclass(frozen=True, slots=True)
class Punishments(ClientPacket):
    """/penas NICK."""

    id: ClassVar[C] = C.PUNISHMENTS

    name: Str


@dataclass(frozen=True, slots=True)
class ChangePassword(ClientPacket):
    """/contraseña; clear text."""

    id: ClassVar[C] = C.CHANGE_PASSWORD

    old: Str
    new: Str


@dataclass(frozen=True, slots=True)
class Gamble(ClientPacket):
    """/apostar."""

    id: ClassVar[C] = C.GAMBLE

    amount: I16


@dataclass(frozen=True, slots=True)
class InquiryVote(ClientPacket):
    """/encuesta N."""

    id: ClassVar[C] = C.INQUIRY_VOTE

    option: U8


@dataclass(frozen=True, slots=True)
class LeaveFaction(ClientPacket):
    """/retirarfaccion."""

    id: ClassVar[C] = C.LEAVE_FACTION


@dataclass(frozen=True, slots=True)
class BankExtractGold(ClientPacket):
    """/retirar, panel."""

    id: ClassVar[C] = C.BANK_EXTRACT_GOLD

    amount: I32


@dataclass(frozen=True, slots=True)
class BankDepositGold(ClientPacket):
    """/depositar, panel."""

    id: ClassVar[C] = C.BANK_DEPOSIT_GOLD

    amount: I32


@dataclass(frozen=True, slots=True)
class Denounce(ClientPacket):
    """/denunciar."""

    id: ClassVar[C] = C.DENOUNCE

    text: Str


@dataclass(frozen=True, slots=True)
class GuildFundate(ClientPacket):
    """/fundarclan; → ShowGuildAlign."""

    id: ClassVar[C] = C.GUILD_FUNDATE


@dataclass(frozen=True, slots=True)
class GuildFundation(ClientPacket):
    """0 royal 1 chaos 2 neutral 3 GM 4 legal 5 criminal; → ShowGuildFundationForm."""

    id: ClassVar[C] = C.GUILD_FUNDATION

    alignment: U8


@dataclass(frozen=True, slots=True)
class PartyKick(ClientPacket):
    """/echarparty NICK."""

    id: ClassVar[C] = C.PARTY_KICK

    name: Str


@dataclass(frozen=True, slots=True)
class PartySetLeader(ClientPacket):
    """/partylider NICK."""

    id: ClassVar[C] = C.PARTY_SET_LEADER

    name: Str


@dataclass(frozen=True, slots=True)
class PartyAcceptMember(ClientPacket):
    """/acceptparty NICK."""

    id: ClassVar[C] = C.PARTY_ACCEPT_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class Ping(ClientPacket):
    """/ping; → Pong."""

    id: ClassVar[C] = C.PING


@dataclass(frozen=True, slots=True)
class RequestPartyForm(ClientPacket):
    """→ ShowPartyForm."""

    id: ClassVar[C] = C.REQUEST_PARTY_FORM


@dataclass(frozen=True, slots=True)
class ItemUpgrade(ClientPacket):
    """Item upgrade."""

    id: ClassVar[C] = C.ITEM_UPGRADE

    obj: I16


@dataclass(frozen=True, slots=True)
class InitCrafting(ClientPacket):
    """Two layouts, §7.1."""

    id: ClassVar[C] = C.INIT_CRAFTING

    total: I32
    per_cycle: I16


@dataclass(frozen=True, slots=True)
class Home(ClientPacket):
    """/hogar (dead)."""

    id: ClassVar[C] = C.HOME


@dataclass(frozen=True, slots=True)
class ShowGuildNews(ClientPacket):
    """→ GuildNews."""

    id: ClassVar[C] = C.SHOW_GUILD_NEWS


@dataclass(frozen=True, slots=True)
class ShareNpc(ClientPacket):
    """/compartirnpc."""

    id: ClassVar[C] = C.SHARE_NPC


@dataclass(frozen=True, slots=True)
class StopSharingNpc(ClientPacket):
    """/nocompartirnpc."""

    id: ClassVar[C] = C.STOP_SHARING_NPC


@dataclass(frozen=True, slots=True)
class Consultation(ClientPacket):
    """/consulta."""

    id: ClassVar[C] = C.CONSULTATION


@dataclass(frozen=True, slots=True)
class MoveItem(ClientPacket):
    """Right-button drag; kind 0, ignored."""

    id: ClassVar[C] = C.MOVE_ITEM

    from_slot: U8
    to_slot: U8
    kind: U8


@dataclass(frozen=True, slots=True)
class InitCraftingShort(ClientPacket):
    """The client's other form of InitCrafting; it has no effect.  Source: 01-protocol §7.1."""

    id: ClassVar[C] = C.INIT_CRAFTING

    skill_type: U8


CLIENT_PACKETS: dict[C, type[ClientPacket]] = {
    kind.id: kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, ClientPacket) and kind not in (ClientPacket, InitCraftingShort)
}
"""Every packet but the GM commands, by id."""
