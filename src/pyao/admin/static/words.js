// Every word of the pages, in both languages.
const WORDS = {
  es: {
    skip: "Ir al contenido", players: "Jugadores", map: "Mapa", server: "Servidor", logout: "Salir",
    language: "English", cancel: "Cancelar", linkLost: "Se perdió la conexión con el servidor; reintentando…",
    login: "Entrar", token: "Clave del operador", tokenHelp: "Está en el archivo http.token de la carpeta de datos.",
    online: "en línea", search: "Buscar", nobody: "No hay nadie con ese nombre.", empty: "No hay nadie en línea.",
    name: "Nombre", level: "Nivel", where: "Mapa", address: "IP", idle: "Inactivo (min)", rank: "Rango",
    actions: "Acciones", kick: "Echar", jail: "Encarcelar", ban: "Banear", unban: "Quitar el ban",
    kickAsk: "¿Echar a {name} del juego?", jailAsk: "¿Encarcelar a {name}?", banAsk: "¿Prohibirle la entrada a {name}?",
    unbanAsk: "¿Dejar que {name} vuelva a entrar?", reason: "Motivo", minutes: "Minutos",
    say: "Mensaje a todos", sayAsk: "Lo leen todos los que están jugando.", text: "Texto",
    save: "Guardar ahora", saveAsk: "¿Guardar todo ahora?", stop: "Apagar", stopAsk: "¿Apagar el servidor?",
    seconds: "Cuenta regresiva (segundos)", stopCancel: "Cancelar el apagado", stopCancelAsk: "¿Que el servidor siga?",
    chooseMap: "Mapa", zoomIn: "Acercar", zoomOut: "Alejar", here: "Quién está acá", creatures: "criaturas", free: "Libre",
    blocked: "Bloqueado", water: "Agua", lava: "Lava", exit: "Salida", player: "Jugador", creature: "Criatura",
    mapHelp: "Flechas para moverse, + y − para acercar y alejar.", character: "Personaje", find: "Ver personaje", class: "Clase",
    race: "Raza", gold: "Oro", bankGold: "Oro en el banco", position: "Posición", health: "Vida", mana: "Maná", guild: "Clan",
    noGuild: "ninguno", banned: "Baneado", yes: "sí", no: "no", look: "Cuerpo, cabeza, arma, escudo, casco", inventory: "Inventario",
    skills: "Habilidades", penalties: "Penas", audit: "Auditoría reciente", nothing: "Nada.", worn: "puesto",
    tick: "Atraso del último tick", uptime: "Tiempo en marcha", creaturesAll: "Criaturas", connections: "Conexiones", unsaved: "Guardado hace",
    reload: "Releer datos y configuración", reloadAsk: "Los jugadores siguen jugando; si algo está mal, no cambia nada.",
    pause: "Pausar", pauseAsk: "¿Dejar quietos a todos?", resume: "Reanudar", resumeAsk: "¿Que el juego siga?",
    onMap: "Ver en el mapa", record: "Récord", state: "Estado",
    world: "Mundo", graphs: "Gráficos", log: "Registro", trail: "Por dónde anduvo", trailHelp: "Desde que el servidor está en marcha.",
    peopleNow: "Jugadores ahora", killsHour: "Criaturas muertas en la última hora", deathsHour: "Jugadores muertos en la última hora",
    worldHelp: "Clic o Intro abre el mapa; rueda, + y − acercan.", heat: "Qué se muestra", leadsTo: "lleva a", busiest: "Donde más hay",
    hour: "Última hora", day: "Último día", span: "Período", packets: "Paquetes", packetsIn: "recibidos", packetsOut: "enviados",
    late: "Atraso de los ticks", ping: "Ping (mediana)", goldFlow: "Oro", goldBorn: "nace", goldGone: "desaparece", perSecond: "por s",
    perMinute: "por min", noSamples: "Todavía no hay mediciones: la primera llega a los diez segundos.", pingHelp: "Menos de 20 ms cuenta como 0.",
    severity: "Desde el nivel", module: "Módulo", who: "Quién (nombre, IP, conexión)", hold: "Detener", logEmpty: "Todavía no hay líneas.",
    noneMatch: "Ninguna línea pasa los filtros.", level_debug: "todo", level_info: "info", level_warning: "avisos", level_error: "errores",
    level_critical: "críticos", whoPlays: "Quién juega", people: "jugadores",
  },
  en: {
    skip: "Skip to content", players: "Players", map: "Map", server: "Server", logout: "Log out",
    language: "Español", cancel: "Cancel", linkLost: "The connection to the server is lost; trying again…",
    login: "Log in", token: "Operator's token", tokenHelp: "It is in the file http.token of the data folder.",
    online: "online", search: "Search", nobody: "Nobody has that name.", empty: "Nobody is online.",
    name: "Name", level: "Level", where: "Map", address: "IP", idle: "Idle (min)", rank: "Rank",
    actions: "Actions", kick: "Kick", jail: "Jail", ban: "Ban", unban: "Lift the ban",
    kickAsk: "Throw {name} out of the game?", jailAsk: "Put {name} in jail?", banAsk: "Forbid {name} to log in?",
    unbanAsk: "Let {name} log in again?", reason: "Reason", minutes: "Minutes",
    say: "Message to everybody", sayAsk: "Everybody who plays reads it.", text: "Text",
    save: "Save now", saveAsk: "Save everything now?", stop: "Stop", stopAsk: "Stop the server?",
    seconds: "Countdown (seconds)", stopCancel: "Cancel the stop", stopCancelAsk: "Let the server go on?",
    chooseMap: "Map", zoomIn: "Zoom in", zoomOut: "Zoom out", here: "Who is here", creatures: "creatures", free: "Free",
    blocked: "Blocked", water: "Water", lava: "Lava", exit: "Exit", player: "Player", creature: "Creature",
    mapHelp: "Arrow keys to move, + and − to zoom.", character: "Character", find: "Show character", class: "Class",
    race: "Race", gold: "Gold", bankGold: "Gold in the bank", position: "Position", health: "Health", mana: "Mana", guild: "Guild",
    noGuild: "none", banned: "Banned", yes: "yes", no: "no", look: "Body, head, weapon, shield, helmet", inventory: "Inventory",
    skills: "Skills", penalties: "Penalties", audit: "Recent audit", nothing: "Nothing.", worn: "worn",
    tick: "Lateness of the last tick", uptime: "Uptime", creaturesAll: "Creatures", connections: "Connections", unsaved: "Saved ago",
    reload: "Reload data and settings", reloadAsk: "People go on playing; if anything is wrong, nothing changes.",
    pause: "Pause", pauseAsk: "Let everybody stand still?", resume: "Resume", resumeAsk: "Let the game go on?",
    onMap: "Show on the map", record: "Record", state: "State",
    world: "World", graphs: "Graphs", log: "Log", trail: "Where it has been", trailHelp: "Since the server started.",
    peopleNow: "Players now", killsHour: "Creatures killed in the last hour", deathsHour: "Players who died in the last hour",
    worldHelp: "A click or Enter opens the map; the wheel, + and − zoom.", heat: "What is shown", leadsTo: "leads to", busiest: "Where most are",
    hour: "Last hour", day: "Last day", span: "Period", packets: "Packets", packetsIn: "in", packetsOut: "out",
    late: "Lateness of ticks", ping: "Ping (median)", goldFlow: "Gold", goldBorn: "born", goldGone: "gone", perSecond: "per s",
    perMinute: "per min", noSamples: "Nothing has been measured yet: the first sample comes after ten seconds.", pingHelp: "Less than 20 ms counts as 0.",
    severity: "From level", module: "Module", who: "Who (name, IP, connection)", hold: "Hold", logEmpty: "There are no lines yet.",
    noneMatch: "No line passes the filters.", level_debug: "everything", level_info: "info", level_warning: "warnings", level_error: "errors",
    level_critical: "critical", whoPlays: "Who plays", people: "players",
  },
};

let language = localStorage.getItem("language") ?? (navigator.language.startsWith("es") ? "es" : "en");

export const word = (key) => WORDS[language][key];
export const filled = (key, name) => word(key).replace("{name}", name);
export const spoken = () => language;

/** Write the words that stand in the page itself. */
export function speak() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  document.getElementById("language").textContent = word("language");
}

export function toggleLanguage() {
  language = language === "es" ? "en" : "es";
  localStorage.setItem("language", language);
  speak();
}
