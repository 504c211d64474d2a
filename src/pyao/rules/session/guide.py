"""The guide: what a newcomer can do, by topic, with the keys and the words that the client has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World

    Sentence = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its help line, and what is told about it, a console line each."""

    help: Sentence
    lines: tuple[Sentence, ...]


TOPICS = {
    "PELEAR": Topic(
        later("Cómo se pelea."),
        (
            later("Caminá con W, A, S y D. Mirá hacia tu rival y pegale con Espacio."),
            later("Equipá armas y ropa con E. Con arco: equipá arco y flechas, usá el arco con U, clic en el blanco."),
            later("Las pociones se usan con U: la roja cura, la azul da maná. Lo que cae se levanta con Q."),
            later("Los puntos de habilidad esperan detrás del «+»: sin asignarlos, la práctica no enseña nada."),
        ),
    ),
    "MAGIA": Topic(
        later("Cómo se aprenden y se lanzan hechizos."),
        (
            later("Comprá un pergamino y usalo con U: el hechizo queda en tu libro."),
            later(
                "Elegilo en el libro, apretá Lanzar y hacé clic en el blanco. Pide maná, energía y habilidad en Magia."
            ),
            later("F5 empieza y termina la meditación, que devuelve el maná. Quien medita no se mueve."),
        ),
    ),
    "COMERCIAR": Topic(
        later("Cómo se compra, se vende y se guarda."),
        (
            later("Doble clic en un comerciante abre su tienda; también un clic y /comerciar."),
            later("Cada comerciante compra lo que vende. Los objetos de aprendiz no se venden."),
            later("El banquero guarda objetos (/boveda) y oro (/depositar, /retirar)."),
            later("Con otro jugador: hacele clic, /comerciar, /ofrecer y /confirmar. /trato muestra las dos ofertas."),
        ),
    ),
    "TRABAJAR": Topic(
        later("Cómo se trabaja."),
        (
            later("Equipá la herramienta con E, usala con U y hacé clic en el árbol, la veta o el agua."),
            later("El mineral se funde: clic en la fragua, usar el mineral y otro clic en la fragua."),
            later("/herreria y /carpinteria muestran lo que podés fabricar; /herreria OBJETO CANTIDAD lo hace."),
        ),
    ),
    "CLAN": Topic(
        later("Cómo se entra en un clan."),
        (
            later("/clan dice cómo está el tuyo y qué podés hacer; /clanes, cuáles hay."),
            later("/pedirclan CLAN@TEXTO pide la entrada. Con /cmsg TEXTO hablás a tu clan."),
            later("/crearparty y /party son para cazar en grupo y repartir la experiencia."),
        ),
    ),
    "MORIR": Topic(
        later("Qué pasa cuando morís."),
        (
            later("Al morir cae lo que llevás, menos lo de aprendiz. El oro del banco queda a salvo."),
            later("Un sacerdote te resucita: acercate y hacele doble clic, o un clic y /resucitar."),
            later("/hogar te lleva a tu hogar como fantasma. /domicilio, frente a un gobernador, elige cuál es."),
            later("Si querés que otro jugador te resucite, quitá el seguro con /seguroresu."),
        ),
    ),
    "RECADOS": Topic(
        later("Cómo se hacen recados."),
        (
            later("A quien tenga un recado para vos, hacele clic y escribí /recado: lo tomás."),
            later("/recados dice cómo van. Cuando está listo, volvé con quien te lo dio: otro clic y /recado."),
        ),
    ),
}
"""By the word after /AYUDA."""


def tell_topic(_world: World, player: Player, topic: str) -> None:
    """Tell all that the guide says about a topic, a key of `TOPICS`."""
    for line in TOPICS[topic].lines:
        tell(player, line())
