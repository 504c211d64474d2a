"""Classic data files made for tests: a small world in which nothing is wrong, to be spoilt one thing at a time."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.storage.classic.importer import Imported, find_files, import_world
from pyao.storage.classic.tables import CITY_NAMES, CLASS_NAMES, RACE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyao.storage.classic.findings import Finding

Tile = tuple[int, int]
Data = bytes
"""The type, inside classes with a method of that name."""

FACTORS = "EVASION ATAQUEARMAS ATAQUEPROYECTILES ATAQUEWRESTLING DAÑOARMAS DAÑOPROYECTILES DAÑOWRESTLING ESCUDO VIDA"


def tiles() -> Iterator[Tile]:
    """In file order."""
    return ((x, y) for y in range(1, 101) for x in range(1, 101))


@dataclass
class MapFile:
    """A `.map` file; what is not named is free ground."""

    version: int = 1
    ground: int = 1
    blocked: frozenset[Tile] = frozenset()
    layers: Mapping[Tile, Mapping[int, int]] = field(default_factory=dict)
    triggers: Mapping[Tile, int] = field(default_factory=dict)
    more_flags: Mapping[Tile, int] = field(default_factory=dict)

    def bytes(self) -> bytes:
        parts = [struct.pack("<h", self.version), bytes(271)]
        for tile in tiles():
            layers = self.layers.get(tile, {})
            flags = int(tile in self.blocked)
            flags |= sum(1 << (layer - 1) for layer in (2, 3, 4) if layer in layers)
            flags |= 16 * (tile in self.triggers) | self.more_flags.get(tile, 0)
            parts.append(struct.pack("<Bh", flags, layers.get(1, self.ground)))
            parts += [struct.pack("<h", layers[layer]) for layer in (2, 3, 4) if layer in layers]
            parts += [struct.pack("<h", self.triggers[tile])] if tile in self.triggers else []
        return b"".join(parts)

    def wide_bytes(self) -> Data:
        """The same map as servers with more graphics write it: 4 bytes a picture."""
        parts = [struct.pack("<h", self.version), bytes(271)]
        for tile in tiles():
            layers = self.layers.get(tile, {})
            flags = int(tile in self.blocked) | 16 * (tile in self.triggers)
            flags |= sum(1 << (layer - 1) for layer in (2, 3, 4) if layer in layers)
            parts.append(struct.pack("<Bi", flags, layers.get(1, self.ground)))
            parts += [struct.pack("<i", layers[layer]) for layer in (2, 3, 4) if layer in layers]
            parts += [struct.pack("<h", self.triggers[tile])] if tile in self.triggers else []
        return b"".join(parts)

    def old_bytes(self) -> Data:
        """The same map as older servers write it: 13 bytes a tile."""
        parts = [struct.pack("<h", self.version), bytes(271)]
        for tile in tiles():
            layers = {1: self.ground, **self.layers.get(tile, {})}
            pictures = [layers.get(layer, 0) for layer in (1, 2, 3, 4)]
            parts.append(struct.pack("<B4hhh", tile in self.blocked, *pictures, self.triggers.get(tile, 0), 0))
        return b"".join(parts)


@dataclass
class InfFile:
    """An `.inf` file."""

    exits: Mapping[Tile, tuple[int, int, int]] = field(default_factory=dict)
    npcs: Mapping[Tile, int] = field(default_factory=dict)
    objects: Mapping[Tile, tuple[int, int]] = field(default_factory=dict)
    more_flags: Mapping[Tile, int] = field(default_factory=dict)

    def bytes(self) -> bytes:
        parts = [bytes(10)]
        for tile in tiles():
            flags = (tile in self.exits) | 2 * (tile in self.npcs) | 4 * (tile in self.objects)
            parts.append(bytes([flags | self.more_flags.get(tile, 0)]))
            parts += [struct.pack("<hhh", *self.exits[tile])] if tile in self.exits else []
            parts += [struct.pack("<h", self.npcs[tile])] if tile in self.npcs else []
            parts += [struct.pack("<hh", *self.objects[tile])] if tile in self.objects else []
        return b"".join(parts)

    def old_bytes(self) -> Data:
        """The same as older servers write it: 16 bytes a tile."""
        parts = [bytes(10)]
        for tile in tiles():
            exit_to, npc = self.exits.get(tile, (0, 0, 0)), self.npcs.get(tile, 0)
            parts.append(struct.pack("<hhhhhhhh", *exit_to, npc, *self.objects.get(tile, (0, 0)), 0, 0))
        return b"".join(parts)


def balance() -> str:
    lines = ["[MODRAZA]"]
    for race in RACE_NAMES:
        lines += [f"{race}{name}=+1" for name in ("Fuerza", "Agilidad", "Inteligencia", "Carisma", "Constitucion")]
    for name in FACTORS.split():
        lines += [f"[MOD{name}]", *(f"{one}=0.5" for one in CLASS_NAMES)]
    lines += ["[DISTRIBUCION]", "E1=10\nE2=20\nE3=40\nE4=20\nE5=10", "S1=10\nS2=40\nS3=40\nS4=10"]
    lines += ["[EXTRA]", "PorcentajeRecuperoMana=6", "[PARTY]", "ExponenteNivelParty=1.75"]
    lines += ["[RECOMPENSAFACCION]", *(f"Rango{k}={1000 * k}" for k in range(1, 16))]
    return "\n".join(lines)


def faction_armours() -> str:
    names = [f"Def{how}{who}" for how in ("Min", "Med", "Alta") for who in ("ArmyAlto", "ArmyBajo")]
    names += [f"Def{how}{who}" for how in ("Min", "Med", "Alta") for who in ("CaosAlto", "CaosBajo")]
    return "\n".join(f"[CLASE{one.value}]\n" + "\n".join(f"{name}=3" for name in names) for one in PlayerClass)


TEXTS = {
    "obj.dat": """[INIT]
NumObjs=4
[OBJ1]
Name=Manzana
GrhIndex=506
ObjType=1
MinHam=10
[OBJ2]
Name=Espada
GrhIndex=510
ObjType=2
SkHerreria=10
MinHIT=1
MaxHIT=3
[OBJ3]
Name=Ropa
GrhIndex=527
ObjType=3
NumRopaje=1
SkHerreria=10
[OBJ4]
Name=Flecha
GrhIndex=752
ObjType=32
SkCarpinteria=5
Madera=3
""",
    "NPCs.dat": """[INIT]
[NPC1]
Name=Lobo
Head=0
Body=10
Heading=3
Attackable=1
MinHP=75
MaxHP=75
Drop1=1-3
[NPC2]
Name=Tendero
Head=1
Body=1
Heading=3
Comercia=1
NROITEMS=1
Obj1=1-1000
""",
    "Hechizos.dat": """[INIT]
NumeroHechizos=1
[HECHIZO1]
Nombre=Chispa
Tipo=1
Target=3
SubeHP=2
MinHP=2
MaxHP=5
WAV=10
FXgrh=15
""",
    "Balance.dat": balance(),
    "Ciudades.Dat": "\n".join(f"[{name}]\nMAPA=1\nX=50\nY=50" for name in (*CITY_NAMES, "Nemahuak")),
    "Map.dat": "[INIT]\nNumMaps=1\nMapPath=\\Maps\\",
    "ArmasHerrero.dat": "[INIT]\nNumArmas=1\n[Arma1]\nIndex=2",
    "ArmadurasHerrero.dat": "[INIT]\nNumArmaduras=1\n[Armadura1]\nIndex=3",
    "ObjCarpintero.dat": "[INIT]\nNumObjs=1\n[Obj1]\nIndex=4",
    "ArmadurasFaccionarias.dat": faction_armours(),
    "Pretorianos.dat": "[MAIN]\nCombinaciones=12\n"
    + "".join(
        f"[{role}]\nCantidad=1\nAlto1=1\nBajo1=1\n"
        for role in ("KING", "HEALER", "SPELLCASTER", "SWORDSWINGER", "LONGRANGE", "THIEF")
    ),
    "Invokar.dat": "[INIT]\nNumNPCs=1\n[LIST]\nNI1=1\nNN1=Lobo",
    "Motd.ini": "[INIT]\nNumLines=2\n[MOTD]\nLine1=Hola~0~255~0~1~0\nLine2=Chau",
    "Help.dat": "[INIT]\nNumLines=1\n[Help]\nLine1=Ayuda",
    "apuestas.dat": "[Main]\nGanancias=10\nPerdidas=20\nJugadas=30",
    "consultas.dat": "[INIT]\nConsultaActual=2\nConsultaActualTexto= ¿Cómo?\nNivelRequerido=10\n"
    "[ENCUESTA2]\nCantOpciones=2\nOpcion1=Bien\nOpcion2=Mal\n[RESULTADOS2]\nV1=240\nV2=3",
    "BanIps.dat": "10.0.0.5\n10.0.0.9\n",
}
MAP_DAT = "[MAPA1]\nName=Ciudad\nMusicNum=4-1\nPk=1\nTerreno=BOSQUE\nZona=CIUDAD\nRestringir=No\nBackUp= 1"

CHARFILE = """[INIT]
Password=Perejil
Genero=2
Raza=3
Clase=2
Hogar=1
Desc=Sacerdotisa de la montaña
Heading=3
Head=270
Body=3
Arma=12
Escudo=2
Casco=2
UpTime=3600
LastIP1=127.0.0.1 - 1/1/2009:10:00
Position=1-50-51
[FLAGS]
Muerto=0
Escondido=0
Hambre=1
Sed=0
Desnudo=0
Navegando=0
Envenenado=1
Paralizado=0
Ban=0
LastMap=34
[CONSEJO]
PERTENECE=1
PERTENECECAOS=0
[COUNTERS]
Pena=7
SkillsAsignados=10
[FACCIONES]
EjercitoReal=1
EjercitoCaos=0
CiudMatados=1
CrimMatados=22
rArCaos=0
rArReal=1
rExCaos=0
rExReal=1
recCaos=0
recReal=3
Reenlistadas=2
NivelIngreso=26
FechaIngreso=1/1/2010
MatadosIngreso=30
NextRecompensa=160
[ATRIBUTOS]
AT1=20
AT2=21
AT3=20
AT4=15
AT5=18
[SKILLS]
SK1=100
ELUSK1=0
EXPSK1=0
SK20=5
EXPSK20=30
[CONTACTO]
Email=ana@ejemplo.com
[STATS]
GLD=1234567
BANCO=89
MaxHP=250
MinHP=200
MaxSTA=300
MinSTA=299
MaxMAN=900
MinMAN=1
MaxHIT=60
MinHIT=59
MaxAGU=100
MinAGU=90
MaxHAM=100
MinHAM=80
SkillPtsLibres=5
EXP=123456
ELV=30
ELU=1331029
[MUERTES]
UserMuertes=4
NpcsMuertes=500
[BancoInventory]
CantidadItems=1
Obj1=38-50
[Inventory]
CantidadItems=3
Obj1=460-1-1
Obj2=857-200-0
Obj3=0-0-0
Obj27=38-7-1
WeaponEqpSlot=1
ArmourEqpSlot=27
CascoEqpSlot=0
EscudoEqpSlot=0
BarcoSlot=0
MunicionSlot=0
AnilloSlot=0
MochilaSlot=0
[REP]
Asesino=1
Bandido=2
Burguesia=3
Ladrones=4
Nobles=5000
Plebe=6
Promedio=834
[HECHIZOS]
H1=2
H35=46
[MASCOTAS]
NroMascotas=1
MAS1=512
[GUILD]
GUILDINDEX=3
AspiranteA=0
MotivoRechazo=
[PENAS]
Cant=2
P1=gs: CARCEL 5m, MOTIVO: spam 1/1/2010
P2=gs: advertencia
[RESEARCH]
TrainningTime=99
[CONSULTAS]
Voto=2
"""


class DataFolder:
    """A folder with data files; change one, and look at what the import says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Dat", "Maps"):
            (folder / name).mkdir(parents=True)
        for name, text in TEXTS.items():
            self.write(name, text)
        self.put_map(1)

    def path(self, name: str) -> Path:
        return self.folder / ("Maps" if name.lower().startswith("mapa") else "Dat") / name

    def write(self, name: str, text: str) -> None:
        self.path(name).write_bytes(text.replace("\n", "\r\n").encode("cp1252"))

    def write_bytes(self, name: str, data: bytes) -> None:
        self.path(name).write_bytes(data)

    def remove(self, name: str) -> None:
        self.path(name).unlink()

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_bytes().decode("cp1252").replace("\r\n", "\n")
        assert text.count(old) >= 1
        self.write(name, text.replace(old, new, 1))

    def put_map(self, number: int, ground: MapFile | None = None, inf: InfFile | None = None, dat: str = "") -> None:
        self.write_bytes(f"Mapa{number}.map", (ground or MapFile()).bytes())
        self.write_bytes(f"Mapa{number}.inf", (inf or InfFile()).bytes())
        self.write(f"Mapa{number}.dat", dat or MAP_DAT.replace("MAPA1", f"MAPA{number}"))

    def imported(self) -> Imported:
        return import_world(find_files([self.folder]))

    def findings(self) -> list[Finding]:
        return list(self.imported().findings)

    def says(self) -> list[tuple[str, str, str, str]]:
        """Severity, file, place and reason of each finding."""
        return [(one.severity.name, one.file, one.place, one.reason) for one in self.findings()]
