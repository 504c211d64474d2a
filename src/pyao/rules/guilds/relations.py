"""War, peace and alliances between guilds.

Source: 11-social §3.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import guild_members
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font, Wave
from pyao.rules.guilds.members import note_changed
from pyao.rules.guilds.telling import announce, answer, no_guild, not_leader, unknown_guild
from pyao.rules.guilds.texts import MAX_NEWS, cleaned, letter
from pyao.world.guilds import Guild, Proposal, Relation

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

NEEDS = {Relation.PEACE: Relation.WAR, Relation.ALLIANCE: Relation.PEACE}
"""How two guilds must stand with each other for one to offer this."""


def declare_war(world: World, player: Player, name: str) -> None:
    """The leader declares war; whatever the two guilds have offered each other is void."""
    own = world.guilds.of(player)
    other = world.guilds.named(name)
    why_not = _war_refusal(player, own, other, name)
    if own is None or other is None or why_not is not None:
        answer(player, why_not or unknown_guild())
        return
    _cancel_proposals(world, own, other)
    _set_relation(world, own, other, Relation.WAR)
    own_line = _("Tu clan le declaró la guerra a {guild}.").format(guild=world.client.as_text(other.name))
    their_line = _("{guild} le declaró la guerra a tu clan.").format(guild=world.client.as_text(own.name))
    announce(world, own, own_line)
    announce(world, other, their_line)
    for guild in (own, other):
        guild_members(world, guild).send(msg.play_wave(Wave.WAR, 0, 0))


def _war_refusal(player: Player, own: Guild | None, other: Guild | None, name: str) -> str | None:
    """Why the player can't declare war; `None` = it can."""
    if own is None or not own.is_led_by(player.name):
        return no_guild() if own is None else not_leader()
    if not name.strip() or other is None:
        return unknown_guild()
    if own.relation_to(other) is Relation.WAR:
        return _("Tu clan ya está en guerra con {guild}.").format(guild=other.name)
    return _("No podés declararle la guerra a tu propio clan.") if other is own else None


def offer(world: World, player: Player, name: str, relation: Relation, text: str) -> None:
    """The leader offers another guild peace or an alliance; only that guild's leader hears of it."""
    own = world.guilds.of(player)
    other = world.guilds.named(name)
    why_not = _offer_refusal(player, own, other, relation)
    if own is None or other is None or why_not is not None:
        answer(player, why_not or unknown_guild())
        return
    other.proposals[own.number] = Proposal(relation, letter(world, text))
    note_changed(world, other)
    if relation is Relation.PEACE:
        answer(player, _("Propuesta de paz enviada."))
    else:
        answer(player, _("Propuesta de alianza enviada."))


def _offer_refusal(player: Player, own: Guild | None, other: Guild | None, relation: Relation) -> str | None:
    """Why the player can't offer that; `None` = it can."""
    if own is None:
        return no_guild()
    if other is own:
        return _("No podés proponerle nada a tu propio clan.")
    if other is None:
        return unknown_guild()
    if _proposal(other, own, relation) is not None:
        return _("Ya le hiciste esa propuesta a {guild}: esperá su respuesta.").format(guild=other.name)
    if not own.is_led_by(player.name):
        return not_leader()
    return _relation_refusal(own, other, relation)


def _relation_refusal(own: Guild, other: Guild, relation: Relation) -> str | None:
    """Why two guilds that stand like this can't make peace or an alliance; `None` = they can."""
    if own.relation_to(other) is NEEDS[relation]:
        return None
    if relation is Relation.PEACE:
        return _("Tu clan no está en guerra con {guild}.").format(guild=other.name)
    return _("Para aliarse, los dos clanes tienen que estar en paz y no ser aliados.")


def accept(world: World, player: Player, name: str, relation: Relation) -> None:
    """The leader accepts what another guild has offered."""
    own = world.guilds.of(player)
    other = world.guilds.named(name)
    why_not = _answer_refusal(player, own, other, relation, accepting=True)
    if own is None or other is None or why_not is not None:
        answer(player, why_not or unknown_guild())
        return
    _cancel_proposals(world, own, other)
    _set_relation(world, own, other, relation)
    for guild, partner in ((own, other), (other, own)):
        name = world.client.as_text(partner.name)
        if relation is Relation.PEACE:
            announce(world, guild, _("Tu clan firmó la paz con {guild}.").format(guild=name))
        else:
            announce(world, guild, _("Tu clan firmó una alianza con {guild}.").format(guild=name))


def reject(world: World, player: Player, name: str, relation: Relation) -> None:
    """The leader rejects what another guild has offered, whose news will say so."""
    own = world.guilds.of(player)
    other = world.guilds.named(name)
    why_not = _answer_refusal(player, own, other, relation, accepting=False)
    if own is None or other is None or why_not is not None:
        answer(player, why_not or unknown_guild())
        return
    del own.proposals[other.number]
    note_changed(world, own)
    if relation is Relation.PEACE:
        note, own_line = _("{guild} rechazó nuestra propuesta de paz."), _("Tu clan rechazó la paz con {guild}.")
    else:
        note, own_line = _("{guild} rechazó nuestra propuesta de alianza."), _("Tu clan rechazó aliarse con {guild}.")
    news = note.format(guild=own.name)
    other.news = cleaned(f"{news}º{other.news}" if other.news else news, MAX_NEWS)
    note_changed(world, other)
    announce(world, own, own_line.format(guild=world.client.as_text(other.name)))
    announce(world, other, world.client.as_text(news))


def _answer_refusal(
    player: Player, own: Guild | None, other: Guild | None, relation: Relation, *, accepting: bool
) -> str | None:
    """Why the player can't accept or reject that; `None` = it can."""
    if own is None:
        return no_guild()
    if not own.is_led_by(player.name):
        return not_leader()
    if other is None:
        return unknown_guild()
    if accepting and (why_not := _relation_refusal(own, other, relation)) is not None:
        return why_not
    return None if _proposal(own, other, relation) is not None else _no_proposal()


def show_details(world: World, player: Player, name: str, relation: Relation) -> None:
    """Show the leader what a guild has written with its offer."""
    own = world.guilds.of(player)
    other = world.guilds.named(name)
    why_not = _answer_refusal(player, own, other, relation, accepting=False)
    proposal = _proposal(own, other, relation) if own is not None and other is not None else None
    if proposal is None or why_not is not None:
        answer(player, why_not or _no_proposal())
    elif proposal.text:
        player.messages.send(msg.offer_details(proposal.text))
    else:
        player.messages.send(msg.console_msg("", Font.GUILD))


def list_proposals(world: World, player: Player, relation: Relation) -> None:
    """Show a member which guilds offer that; none to a player without a guild."""
    guild = world.guilds.of(player)
    names = [] if guild is None else offering(world, guild, relation)
    if relation is Relation.PEACE:
        player.messages.send(msg.peace_proposals_list(names))
    else:
        player.messages.send(msg.aliance_proposals_list(names))


def offering(world: World, guild: Guild, relation: Relation) -> list[str]:
    """The names of the guilds that offer that."""
    return [world.guilds.name_of(number) for number, one in sorted(guild.proposals.items()) if one.relation is relation]


def _proposal(to: Guild, by: Guild, relation: Relation) -> Proposal | None:
    proposal = to.proposals.get(by.number)
    return proposal if proposal is not None and proposal.relation is relation else None


def _no_proposal() -> str:
    return _("Ese clan no te hizo esa propuesta.")


def _cancel_proposals(world: World, one: Guild, other: Guild) -> None:
    for guild, partner in ((one, other), (other, one)):
        guild.proposals.pop(partner.number, None)
        note_changed(world, guild)


def _set_relation(world: World, one: Guild, other: Guild, relation: Relation) -> None:
    for guild, partner in ((one, other), (other, one)):
        guild.relations.pop(partner.number, None)
        if relation is not Relation.PEACE:
            guild.relations[partner.number] = relation
        note_changed(world, guild)
