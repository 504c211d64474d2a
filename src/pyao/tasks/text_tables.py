"""The text commands of players, each declared once: the word, what it means, its help line, and what follows the word.

Source: 01-protocol §16; 10-gm-admin §5.3.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyao.messaging.i18n import later
from pyao.protocol import client_packets as c
from pyao.protocol.text import AUTO, TextEncoding
from pyao.rules.crafts import workshops
from pyao.rules.errands import asking as errands
from pyao.rules.guilds import situation
from pyao.rules.map import home
from pyao.rules.session import guide
from pyao.rules.society import forums, manners
from pyao.rules.trade.offers import tell_trade
from pyao.tasks import text_crafts as crafts
from pyao.tasks import text_deeds as deeds
from pyao.tasks import text_grammar as t
from pyao.tasks.text_grammar import BadArgumentsError
from pyao.tasks.text_words import Execute, Local, TextCommand, asks, does, packet

if TYPE_CHECKING:
    from pyao.tasks.text_grammar import Arguments

GAME_MASTERS = 3
"""The alignment of a guild of game masters."""


ENCODINGS = (AUTO, *(one.value for one in TextEncoding))


def _encoding(arguments: Arguments) -> Local:
    """One of the encodings, or the server's own choice."""
    if arguments.raw.lower() not in ENCODINGS:
        raise BadArgumentsError
    return Local(deeds.choose_encoding, arguments)


def _forum_post(arguments: Arguments) -> Local:
    """A title and a text."""
    t.forum(arguments)
    return Local(deeds.post_in_forum, arguments)


def _offer(arguments: Arguments) -> Execute | Local:
    """The packet, where the line says which offer slot is meant."""
    offer = t.offer(arguments)
    return Local(deeds.offer_in_free_slot, arguments) if offer is None else Execute((offer,))


PLAYER_COMMANDS = (
    TextCommand("ONLINE", packet(t.plain(c.Online)), later("Cuántos usuarios hay jugando.")),
    TextCommand("SALIR", packet(t.plain(c.Quit)), later("Salís del juego.")),
    TextCommand("SALIRCLAN", packet(t.plain(c.GuildLeave)), later("Dejás tu clan.")),
    TextCommand(
        "BALANCE",
        packet(t.plain(c.RequestAccountState)),
        later("El banquero te dice cuánto oro guardás; en el casino, cuánto ganó o perdió la casa."),
    ),
    TextCommand("QUIETO", packet(t.plain(c.PetStand)), later("La mascota elegida se queda quieta.")),
    TextCommand("ACOMPAÑAR", packet(t.plain(c.PetFollow)), later("La mascota elegida te sigue.")),
    TextCommand("LIBERAR", packet(t.plain(c.ReleasePet)), later("Liberás a la mascota elegida.")),
    TextCommand("ENTRENAR", packet(t.plain(c.TrainList)), later("El entrenador elegido te muestra sus criaturas.")),
    TextCommand("DESCANSAR", packet(t.plain(c.Rest)), later("Descansás junto a una fogata, o te levantás.")),
    TextCommand("MEDITAR", packet(t.plain(c.Meditate)), later("Empezás o dejás de meditar.")),
    TextCommand(
        "CONSULTA", packet(t.plain(c.Consultation)), later("Un GM abre o cierra una consulta con el usuario elegido.")
    ),
    TextCommand("RESUCITAR", packet(t.plain(c.Resucitate)), later("Le pedís al sacerdote elegido que te resucite.")),
    TextCommand("CURAR", packet(t.plain(c.Heal)), later("Le pedís al sacerdote elegido que te cure.")),
    TextCommand("EST", packet(t.plain(c.RequestStats)), later("Muestra tus estadísticas.")),
    TextCommand("AYUDA", packet(t.plain(c.Help)), later("Muestra la ayuda del servidor.")),
    TextCommand(
        "COMERCIAR", packet(t.plain(c.CommerceStart)), later("Comerciás con el comerciante o el usuario elegido.")
    ),
    TextCommand("BOVEDA", packet(t.plain(c.BankStart)), later("Abrís tu bóveda con el banquero elegido.")),
    TextCommand("ENLISTAR", packet(t.plain(c.Enlist)), later("Te enlistás en la facción del NPC elegido.")),
    TextCommand(
        "INFORMACION", packet(t.plain(c.Information)), later("El NPC de tu facción te dice qué te falta para ascender.")
    ),
    TextCommand("RECOMPENSA", packet(t.plain(c.Reward)), later("El NPC de tu facción te asciende, si lo merecés.")),
    TextCommand("MOTD", packet(t.plain(c.RequestMOTD)), later("Muestra el mensaje del día.")),
    TextCommand("UPTIME", packet(t.plain(c.Uptime)), later("Cuánto hace que está en marcha el servidor.")),
    TextCommand("SALIRPARTY", packet(t.plain(c.PartyLeave)), later("Dejás tu party.")),
    TextCommand("CREARPARTY", packet(t.plain(c.PartyCreate)), later("Creás una party.")),
    TextCommand(
        "PARTY",
        packet(t.plain(c.PartyJoin)),
        later("Pedís entrar en la party del líder elegido; sin elegir a nadie, dice cómo estás y qué podés hacer."),
    ),
    TextCommand("COMPARTIRNPC", packet(t.plain(c.ShareNpc)), later("Compartís tus criaturas con el usuario elegido.")),
    TextCommand("NOCOMPARTIRNPC", packet(t.plain(c.StopSharingNpc)), later("Dejás de compartir tus criaturas.")),
    TextCommand("ENCUESTA", packet(t.plain(c.Inquiry)), later("Muestra la encuesta.")),
    TextCommand("ENCUESTA", packet(t.words(c.InquiryVote)), later("Votás en la encuesta."), "OPCIÓN"),
    TextCommand("CMSG", packet(t.whole(c.GuildMessage)), later("Hablás a tu clan."), "TEXTO"),
    TextCommand("PMSG", packet(t.whole(c.PartyMessage)), later("Hablás a tu party."), "TEXTO"),
    TextCommand("BMSG", packet(t.whole(c.CouncilMessage)), later("Hablás a tu consejo."), "TEXTO"),
    TextCommand("CENTINELA", packet(t.words(c.CentinelReport)), later("Respondés al centinela."), "CÓDIGO"),
    TextCommand("ONLINECLAN", packet(t.plain(c.GuildOnline)), later("Qué miembros de tu clan están jugando.")),
    TextCommand("ONLINEPARTY", packet(t.plain(c.PartyOnline)), later("Quiénes están en tu party.")),
    TextCommand("ROL", packet(t.whole(c.RoleMasterRequest)), later("Escribís a los rolmasters."), "TEXTO"),
    TextCommand("GM", packet(t.plain(c.GMRequest)), later("Pedís ayuda a los GM.")),
    TextCommand("_BUG", packet(t.whole(c.BugReport)), later("Avisás de un error del juego."), "TEXTO"),
    TextCommand(
        "DESC", packet(t.maybe(c.ChangeDescription)), later("Cambiás lo que otros leen al mirarte."), "[TEXTO]"
    ),
    TextCommand("VOTO", packet(t.whole(c.GuildVote)), later("Votás en las elecciones de tu clan."), "NOMBRE"),
    TextCommand("PENAS", packet(t.whole(c.Punishments)), later("Muestra las penas de un personaje."), "NOMBRE"),
    TextCommand("APOSTAR", packet(t.words(c.Gamble)), later("Apostás oro en el casino."), "CANTIDAD"),
    TextCommand("RETIRARFACCION", packet(t.plain(c.LeaveFaction)), later("Dejás tu facción.")),
    TextCommand("RETIRAR", packet(t.words(c.BankExtractGold)), later("Retirás oro del banco."), "CANTIDAD"),
    TextCommand("DEPOSITAR", packet(t.words(c.BankDepositGold)), later("Depositás oro en el banco."), "CANTIDAD"),
    TextCommand("DENUNCIAR", packet(t.whole(c.Denounce)), later("Denunciás algo a los GM."), "TEXTO"),
    TextCommand("FUNDARCLAN", packet(t.plain(c.GuildFundate)), later("Fundás un clan.")),
    TextCommand("FUNDARCLANGM", packet(t.plain(c.GuildFundation, GAME_MASTERS)), later("Fundás un clan de GM.")),
    TextCommand("ECHARPARTY", packet(t.whole(c.PartyKick)), later("Echás a alguien de tu party."), "NOMBRE"),
    TextCommand("PARTYLIDER", packet(t.whole(c.PartySetLeader)), later("Hacés a otro líder de tu party."), "NOMBRE"),
    TextCommand("ACCEPTPARTY", packet(t.whole(c.PartyAcceptMember)), later("Aceptás a alguien en tu party."), "NOMBRE"),
    TextCommand("PING", packet(t.plain(c.Ping)), later("Mide cuánto tarda el servidor en responder.")),
    TextCommand(
        "HOGAR", packet(t.plain(c.Home)), later("Volvés a tu hogar si estás muerto, o hacés tu hogar de esta ciudad.")
    ),
    TextCommand("DOMICILIO", asks(home.settle), later("Hacés tu hogar de la ciudad del gobernador elegido.")),
    TextCommand("SEGURO", packet(t.plain(c.SafeToggle)), later("Activás o desactivás el seguro.")),
    TextCommand(
        "SEGURORESU",
        packet(t.plain(c.ResuscitationSafeToggle)),
        later("Activás o desactivás el seguro de resurrección."),
    ),
    TextCommand("CONFIRMAR", packet(t.plain(c.UserCommerceConfirm)), later("Confirmás tu oferta.")),
    TextCommand("ACEPTAR", packet(t.plain(c.UserCommerceOk)), later("Aceptás el trato.")),
    TextCommand("RECHAZAR", packet(t.plain(c.UserCommerceReject)), later("Rechazás el trato.")),
    TextCommand("FINTRATO", packet(t.plain(c.UserCommerceEnd)), later("Terminás el trato.")),
    TextCommand("TMSG", packet(t.whole(c.CommerceChat)), later("Hablás con quien comerciás."), "TEXTO"),
    TextCommand("MEJORAR", asks(workshops.tell_upgrades), later("Muestra lo que podés mejorar ahora.")),
    TextCommand("MEJORAR", crafts.upgrading, later("Mejorás un objeto; alcanza el comienzo de su nombre."), "OBJETO"),
    TextCommand("FORO", asks(forums.read_selected), later("Leés el foro elegido.")),
    TextCommand("FORO", _forum_post, later("Publicás un mensaje en el foro elegido."), "TÍTULO@TEXTO"),
    TextCommand(
        "PETICION",
        packet(t.whole(c.GuildRequestJoinerInfo)),
        later("Leés la petición de quien quiere entrar en tu clan."),
        "NOMBRE",
    ),
    TextCommand("ADMITIR", packet(t.whole(c.GuildAcceptNewMember)), later("Admitís a alguien en tu clan."), "NOMBRE"),
    TextCommand(
        "RECHAZARCLAN",
        packet(t.parts(c.GuildRejectNewMember, "@")),
        later("Rechazás a alguien que quiere entrar en tu clan."),
        "NOMBRE@MOTIVO",
    ),
    TextCommand("ECHARCLAN", packet(t.whole(c.GuildKickMember)), later("Echás a alguien de tu clan."), "NOMBRE"),
    TextCommand("GUERRA", packet(t.whole(c.GuildDeclareWar)), later("Declarás la guerra a un clan."), "CLAN"),
    TextCommand(
        "OFRECERPAZ", packet(t.parts(c.GuildOfferPeace, "@")), later("Ofrecés la paz a un clan."), "CLAN@TEXTO"
    ),
    TextCommand(
        "OFRECERALIANZA",
        packet(t.parts(c.GuildOfferAlliance, "@")),
        later("Ofrecés una alianza a un clan."),
        "CLAN@TEXTO",
    ),
    TextCommand("CLAN", asks(situation.tell_situation), later("Te dice cómo está tu clan y qué podés hacer ahora.")),
    TextCommand("CLANES", asks(situation.tell_guilds), later("Qué clanes hay.")),
    TextCommand("VERCLAN", packet(t.whole(c.GuildRequestDetails)), later("Muestra los detalles de un clan."), "CLAN"),
    TextCommand(
        "PEDIRCLAN",
        packet(t.parts(c.GuildRequestMembership, "@")),
        later("Pedís entrar en un clan."),
        "CLAN@TEXTO",
    ),
    TextCommand("PETICIONES", asks(situation.tell_applicants), later("Quiénes piden entrar en tu clan.")),
    TextCommand("MIEMBROS", asks(situation.tell_members), later("Quiénes son de tu clan.")),
    TextCommand(
        "FICHA",
        packet(t.whole(c.GuildMemberInfo)),
        later("Muestra los datos de un miembro de tu clan, o de quien pide entrar."),
        "NOMBRE",
    ),
    TextCommand("NOTICIASCLAN", packet(t.plain(c.ShowGuildNews)), later("Muestra las noticias de tu clan.")),
    TextCommand("NOTICIASCLAN", packet(t.whole(c.GuildUpdateNews)), later("Cambiás las noticias de tu clan."), "TEXTO"),
    TextCommand(
        "PAGINACLAN", packet(t.whole(c.GuildNewWebsite)), later("Cambiás la página web de tu clan."), "DIRECCIÓN"
    ),
    TextCommand("ELECCIONES", packet(t.plain(c.GuildOpenElections)), later("Llamás a elecciones en tu clan.")),
    TextCommand("PROPUESTAS", asks(situation.tell_proposals), later("Qué le ofrecen a tu clan los otros.")),
    TextCommand("VERPAZ", packet(t.whole(c.GuildPeaceDetails)), later("Leés la oferta de paz de un clan."), "CLAN"),
    TextCommand("ACEPTARPAZ", packet(t.whole(c.GuildAcceptPeace)), later("Hacés la paz con un clan."), "CLAN"),
    TextCommand("RECHAZARPAZ", packet(t.whole(c.GuildRejectPeace)), later("Rechazás la paz con un clan."), "CLAN"),
    TextCommand(
        "VERALIANZA",
        packet(t.whole(c.GuildAllianceDetails)),
        later("Leés la oferta de alianza de un clan."),
        "CLAN",
    ),
    TextCommand("ACEPTARALIANZA", packet(t.whole(c.GuildAcceptAlliance)), later("Te aliás con un clan."), "CLAN"),
    TextCommand(
        "RECHAZARALIANZA", packet(t.whole(c.GuildRejectAlliance)), later("Rechazás aliarte con un clan."), "CLAN"
    ),
    TextCommand("VERPARTY", packet(t.plain(c.RequestPartyForm)), later("Muestra tu party.")),
    TextCommand("IGNORAR", asks(manners.tell_ignored), later("Muestra a quiénes ignorás.")),
    TextCommand(
        "IGNORAR", does(deeds.ignore), later("Dejás de leer lo que dice alguien, o volvés a leerlo."), "NOMBRE"
    ),
    TextCommand("TEXTO", _encoding, later("Para leer bien las letras con tilde."), " | ".join(ENCODINGS)),
    TextCommand("IDIOMA", asks(deeds.tell_languages), later("En qué idioma leés el juego, y cuáles hay.")),
    TextCommand("IDIOMA", does(deeds.choose_language), later("Elegís en qué idioma leés el juego."), "IDIOMA"),
    TextCommand("TRATO", asks(tell_trade), later("Muestra las dos ofertas y cómo va el trato.")),
    TextCommand("CONTRASEÑA", does(deeds.warn_password), later("Explica cómo se cambia la contraseña.")),
    TextCommand("OFRECER", _offer, later("Ofrecés algo en un trato."), "CASILLERO CANTIDAD [LUGAR]"),
    TextCommand(
        "HERRERIA",
        asks(partial(workshops.tell_choices, shop=workshops.SMITHY)),
        later("Muestra lo que podés fabricar ahora en la herrería."),
    ),
    TextCommand(
        "CARPINTERIA",
        asks(partial(workshops.tell_choices, shop=workshops.CARPENTRY)),
        later("Muestra lo que podés fabricar ahora de madera."),
    ),
    TextCommand(
        "HERRERIA",
        crafts.making(workshops.SMITHY),
        later("Fabricás algo en la herrería; alcanza el comienzo de su nombre."),
        "OBJETO CANTIDAD",
    ),
    TextCommand("RECADO", asks(errands.ask), later("Le pedís un recado al NPC elegido, o le entregás el que hiciste.")),
    TextCommand("RECADOS", asks(errands.tell_under_way), later("Cómo van tus recados.")),
    *(
        TextCommand(f"AYUDA {topic}", asks(partial(guide.tell_topic, topic=topic)), one.help)
        for topic, one in guide.TOPICS.items()
    ),
    TextCommand(
        "CARPINTERIA",
        crafts.making(workshops.CARPENTRY),
        later("Fabricás algo de madera; alcanza el comienzo de su nombre."),
        "OBJETO CANTIDAD",
    ),
)
