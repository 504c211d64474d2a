"""The sentinels' minutes: reminding, punishing, resting between two rounds, looking for somebody to check.

Source: 11-social §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import gms
from pyao.messaging.i18n import _, n_
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font, Fx, Wave
from pyao.rules.body.dying import die
from pyao.rules.sentinel import answers
from pyao.rules.sentinel.posts import BOOK, appear, free
from pyao.rules.session.leaving import end_session
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.sentinels import Sentinel
    from pyao.world.world import World

NEAR = 5
"""Tiles that a sentinel lets its player go away before it follows."""

MINUTE_MS = 60_000
PATIENCE_MS = 5_000
"""How long after its coming a sentinel first repeats the code."""

HIGHEST_CODE = 32_000


def toggle(world: World) -> None:
    """Let the sentinels look for players, or no longer; all leave at once, and the staff is told."""
    sentinels = world.sentinels
    sentinels.on = not sentinels.on
    for sentinel in sentinels.posts:
        free(world, sentinel)
    if sentinels.on:
        _draw_round(world)
    line = _("El centinela fue activado.") if sentinels.on else _("El centinela fue desactivado.")
    gms(world).send(msg.console_msg(line, Font.SERVER))


def _draw_round(world: World) -> None:
    settings = world.settings
    world.sentinels.round_ms = MINUTE_MS * (
        settings.sentinel_round_min + world.rng.roll(0, settings.sentinel_round_spread_min)
    )


def run_minute(world: World) -> None:
    """One minute of all sentinels."""
    sentinels = world.sentinels
    if not sentinels.on:
        return
    busy = {id(one) for one in sentinels.posts if one.active}
    for sentinel in sentinels.posts:
        if sentinel.active:
            _go_on(world, sentinel)
        else:
            free(world, sentinel)
    _mind_the_round(world, all_free=not busy)
    if not sentinels.resting:
        _look_for_workers(world, [one for one in sentinels.posts if id(one) not in busy])


def _go_on(world: World, sentinel: Sentinel) -> None:
    """A minute more for who has not answered; in the end the player is executed."""
    player = sentinel.player
    sentinel.minutes_left -= 1
    if player is None:
        free(world, sentinel)
    elif sentinel.minutes_left <= 0:
        _execute(world, sentinel, player)
    elif _is_beside(sentinel, player) or appear(world, sentinel, player):
        sentence = n_(
            "¡{name}, te queda {n} minuto para responder! Escribí /CENTINELA {code}.",
            "¡{name}, te quedan {n} minutos para responder! Escribí /CENTINELA {code}.",
            sentinel.minutes_left,
        )
        text = sentence.format(name=player.name, n=sentinel.minutes_left, code=sentinel.code)
        answers.demand(player, sentinel, text, colours.YELL)
    else:
        free(world, sentinel)


def _is_beside(sentinel: Sentinel, player: Player) -> bool:
    return sentinel.npc is not None and bool(sentinel.npc.char) and distance(player, sentinel.npc) <= NEAR


def _execute(world: World, sentinel: Sentinel, player: Player) -> None:
    """Kill the player who has not answered, and throw it out."""
    world.host.note(BOOK, f"{player.name} did not answer")
    line = _("El centinela ejecutó y echó a {name} por no responder.").format(name=player.name)
    gms(world).send(msg.console_msg(line, Font.SERVER))
    player.messages.send(msg.show_message_box(_("Has sido ejecutado por no responder al centinela.")))
    if not player.dead:
        die(world, player)
    free(world, sentinel)
    end_session(world, player)


def _mind_the_round(world: World, *, all_free: bool) -> None:
    """When the round is over nobody new is checked until all are free; then a new one begins for everybody."""
    sentinels, now = world.sentinels, world.now_ms
    if sentinels.round_since_ms is None or now - sentinels.round_since_ms >= sentinels.round_ms:
        sentinels.round_since_ms, sentinels.resting = now, True
    if sentinels.resting and all_free:
        sentinels.resting = False
        for player in world.players.values():
            player.passed_sentinel = False
        _draw_round(world)


def _look_for_workers(world: World, idle: list[Sentinel]) -> None:
    """Send each idle sentinel to the next player who works and has not been checked in this round."""
    waiting = iter(idle)
    for player in world.by_slot():
        if not player.mortal or player.working <= 0 or player.passed_sentinel or world.sentinels.of(player):
            continue
        sentinel = next(waiting, None)
        if sentinel is None:
            return
        _begin_check(world, sentinel, player)


def _begin_check(world: World, sentinel: Sentinel, player: Player) -> None:
    """Ask a player for a code; where there is no room beside it the sentinel stays free."""
    sentinel.code = world.rng.roll(1, HIGHEST_CODE)
    if not appear(world, sentinel, player):
        return
    sentinel.player, sentinel.active = player, True
    sentinel.minutes_left, sentinel.since_ms = world.settings.sentinel_patience_min, world.now_ms
    text = _(
        "Saludos {name}, soy el centinela de estas tierras. Me gustaría que escribas /CENTINELA {code} "
        "en no más de {n} minutos."
    ).format(name=player.name, code=sentinel.code, n=sentinel.minutes_left)
    answers.demand(player, sentinel, text, colours.GM)


def remind_everybody(world: World) -> None:
    """Repeat the code to everybody who has been asked a while ago; only that player sees and hears it."""
    for sentinel in world.sentinels.posts:
        player, npc = sentinel.player, sentinel.npc
        if not sentinel.active or player is None or world.now_ms - sentinel.since_ms < PATIENCE_MS:
            continue
        if npc is not None and npc.char:
            player.messages.send(msg.play_wave(Wave.WARP, npc.x, npc.y))
            player.messages.send(msg.create_fx(npc.char, Fx.WARP, 0))
        answers.remind(player, sentinel)
