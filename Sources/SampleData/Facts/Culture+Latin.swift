// SPDX-License-Identifier: Apache-2.0

extension Culture {
  /// Cultures that write Latin letters.
  static let latin: [Culture] = [
    Culture(
      "en",
      "English",
      female: "Mary,Linda,Susan,Karen,Emily,Hannah,Grace,Olivia,Ruth,Dorothy,Megan,Alice",
      male: "James,Robert,Michael,David,Thomas,Daniel,Andrew,George,Samuel,Oliver,Henry,Walter",
      family:
        "Adams,Baker,Carter,Douglas,Ellis,Fletcher,Graham,Hughes,Irving,Jordan,Kelly,Lawson,Mitchell,Norris,Parker,Quinn,Reed,Shaw,Turner,Walsh"
    ),
    Culture(
      "en",
      "English",
      female: "Aaliyah,Denise,Latoya,Monique,Tamara,Vanessa,Jasmine,Loretta",
      male: "Andre,Darnell,Isaiah,Jerome,Malik,Terrence,Marcus,Curtis",
      family:
        "Banks,Booker,Coleman,Dixon,Gaines,Hampton,Jefferson,Mosley,Randolph,Simmons,Tillman,Wiggins"
    ),
    Culture(
      "es",
      "Spanish",
      female: "Ana Lucía,María José,Carmen,Sofía,Valentina,Inés,Guadalupe,Rocío,Begoña,Concepción",
      male: "José,Andrés,Joaquín,Martín,Raúl,Íñigo,Sebastián,Ramón,Álvaro,Héctor",
      family:
        "Moreno,García,Núñez,Peña,Ibáñez,Muñoz,Ordóñez,Rivera,Castañeda,Vásquez,Herrera,Quispe",
      twoFamilyNames: true
    ),
    Culture(
      "pt",
      "Portuguese",
      female: "Conceição,Luísa,Fernanda,Beatriz,Inês,Graça,Thaís,Júlia",
      male: "João,Antônio,Luís,Tomás,Gonçalo,Estêvão,Rafael,Caio",
      family: "Araújo,Conceição,Gonçalves,Magalhães,Oliveira,Simões,Teixeira,Vilaça,Brandão,Falcão"
    ),
    Culture(
      "fr",
      "French",
      female: "Élodie,Françoise,Chloé,Anaïs,Hélène,Aurélie,Océane,Zoé",
      male: "François,Jérôme,Rémi,Loïc,Étienne,Benoît,Gaël,Théo",
      family: "Lefèvre,Bénard,Garçon,Hénault,Noël,Poirier,Rousseau,Vallée,Chrétien,Marçais"
    ),
    Culture(
      "de",
      "German",
      female: "Jürgine,Käthe,Brünhild,Annelie,Greta,Ursula,Heike,Lieselotte",
      male: "Jürgen,Götz,Max,Björn,Matthias,Rüdiger,Uwe,Friedrich",
      family: "Müller,Ziegler,Größmann,Köhler,Schäfer,Weiß,Übelhör,Brandt,Jäger,Vogelsang"
    ),
    Culture(
      "sv",
      "Swedish",
      female: "Åsa,Märta,Ingrid,Elsa,Maj-Britt,Saga,Linnéa,Astrid",
      male: "Åke,Göran,Nils,Sven,Lars-Erik,Håkan,Emil,Östen",
      family: "Bergström,Åkerlund,Sjögren,Lindqvist,Öberg,Nyström,Hägglund,Dahlberg"
    ),
    Culture(
      "pl",
      "Polish",
      female: "Małgorzata,Agnieszka,Łucja,Zofia,Bożena,Grażyna,Wanda",
      male: "Łukasz,Paweł,Zbigniew,Grzegorz,Stanisław,Jędrzej,Michał",
      family: "Wiśniewski,Kowalczyk,Zieliński,Dąbrowski,Wójcik,Łączyński,Żebrowski",
      femaleFamily: "Wiśniewska,Kowalczyk,Zielińska,Dąbrowska,Wójcik,Łączyńska,Żebrowska"
    ),
    Culture(
      "cs",
      "Czech",
      female: "Květa,Růžena,Anežka,Markéta,Žofie,Libuše",
      male: "Jiří,Ondřej,Tomáš,Václav,Zdeněk,Řehoř",
      family: "Novák,Dvořák,Černý,Kučera,Říha,Šťastný",
      femaleFamily: "Nováková,Dvořáková,Černá,Kučerová,Říhová,Šťastná"
    ),
    Culture(
      "tr",
      "Turkish",
      female: "Ayşe,Gülşen,İpek,Çiğdem,Özlem,Şirin",
      male: "İbrahim,Oğuz,Çağlar,Ömer,Yiğit,Hüseyin",
      family: "Yıldız,Öztürk,Şahin,Çelik,Doğan,Aydın"
    ),
    Culture(
      "hu",
      "Hungarian",
      female: "Zsófia,Erzsébet,Ágnes,Piroska,Tünde",
      male: "György,László,Zoltán,Ákos,Bálint",
      family: "Szőke,Kőszegi,Nagy,Tóth,Gyöngyösi",
      familyFirst: true
    ),
    Culture(
      "vi",
      "Vietnamese",
      female: "Thị Hoa,Thị Hương,Ngọc Ánh,Thu Trang,Bích Phượng,Mỹ Duyên",
      male: "Văn Đức,Quốc Bảo,Minh Tuấn,Hữu Nghĩa,Đình Khôi,Xuân Trường",
      family: "Nguyễn,Trần,Lê,Phạm,Huỳnh,Võ,Đặng,Bùi",
      familyFirst: true
    ),
    Culture(
      "ig",
      "Igbo",
      female: "Ifeoma,Ngọzi,Adaeze,Chinyere,Nkechi,Ụzọma",
      male: "Chidi,Emeka,Obinna,Kelechi,Ikenna,Ụgọchukwu",
      family: "Okonkwo,Abara,Nwosu,Eze,Onyekachi,Ọkafọ"
    ),
    Culture(
      "yo",
      "Yoruba",
      female: "Ayọ̀bámi,Fọlákẹ́,Títílayọ̀,Yétúndé",
      male: "Adébáyọ̀,Olúwaṣeun,Táíwò,Káyọ̀dé",
      family: "Adéyẹmí,Ògúnbándé,Ṣóyínká-Cole,Akínwándé"
    ),
    Culture(
      "is",
      "Icelandic",
      female: "Guðrún,Sigríður,Þóra,Ásdís",
      male: "Þór,Guðmundur,Ólafur,Sæmundur",
      family: "Þórsson,Jónsson,Sigurðsson,Ólafsson",
      femaleFamily: "Þórsdóttir,Jónsdóttir,Sigurðardóttir,Ólafsdóttir"
    ),
    Culture(
      "mi",
      "Maori",
      female: "Ngaio,Hine,Mārama,Aroha",
      male: "Tāne,Wiremu,Rāwiri,Mānuka",
      family: "Ngata-Hēnare,Pōtiki,Tūhoe,Wharekura"
    ),
    Culture(
      "ga",
      "Irish",
      female: "Siobhán,Niamh,Gráinne,Róisín",
      male: "Séamus,Pádraig,Ciarán,Tadhg",
      family: "O'Brien,Ó Súilleabháin,Mac Gabhann,Ní Chonaill"
    ),
  ]
}
