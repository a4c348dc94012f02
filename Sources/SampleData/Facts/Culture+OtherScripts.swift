// SPDX-License-Identifier: Apache-2.0

extension Culture {
  /// Cultures that write other scripts.
  static let otherScripts: [Culture] = [
    Culture(
      "zh",
      "Chinese",
      female: "丽|Li,秀英|Xiuying,芳|Fang,雪梅|Xuemei,静怡|Jingyi,婷婷|Tingting",
      male: "伟|Wei,建国|Jianguo,志强|Zhiqiang,浩然|Haoran,明|Ming,子轩|Zixuan",
      family: "王|Wang,李|Li,陈|Chen,刘|Liu,杨|Yang,欧阳|Ouyang,赵|Zhao,周|Zhou",
      familyFirst: true
    ),
    Culture(
      "ja",
      "Japanese",
      female: "花子|Hanako,美咲|Misaki,陽子|Yōko,さくら|Sakura,結衣|Yui,千代|Chiyo",
      male: "太郎|Tarō,健一|Ken'ichi,翔|Shō,大輔|Daisuke,蓮|Ren,義男|Yoshio",
      family: "山田|Yamada,佐藤|Satō,髙橋|Takahashi,渡邉|Watanabe,小林|Kobayashi,大野|Ōno",
      familyFirst: true
    ),
    Culture(
      "ko",
      "Korean",
      female: "서연|Seo-yeon,지우|Ji-woo,영희|Yeong-hui,하은|Ha-eun,순자|Sun-ja",
      male: "민준|Min-jun,철수|Cheol-su,도윤|Do-yun,상현|Sang-hyeon,영호|Yeong-ho",
      family: "김|Kim,이|Lee,박|Park,최|Choi,정|Jeong,남궁|Namgung",
      familyFirst: true
    ),
    Culture(
      "ru",
      "Russian",
      female: "Наталья|Natalya,Ольга|Olga,Екатерина|Yekaterina,Людмила|Lyudmila,Аксинья|Aksinya",
      male: "Дмитрий|Dmitry,Сергей|Sergey,Фёдор|Fyodor,Юрий|Yury,Константин|Konstantin",
      family:
        "Соколов|Sokolov,Журавлёв|Zhuravlyov,Кузнецов|Kuznetsov,Щербаков|Shcherbakov,Орлов|Orlov",
      femaleFamily:
        "Соколова|Sokolova,Журавлёва|Zhuravlyova,Кузнецова|Kuznetsova,Щербакова|Shcherbakova,Орлова|Orlova"
    ),
    Culture(
      "uk",
      "Ukrainian",
      female: "Ганна|Hanna,Оксана|Oksana,Їлена|Yilena,Соломія|Solomiya",
      male: "Андрій|Andriy,Тарас|Taras,Олексій|Oleksiy,Євген|Yevhen",
      family: "Шевчук|Shevchuk,Ковальчук|Kovalchuk,Гриценко|Hrytsenko,Лисенко|Lysenko"
    ),
    Culture(
      "el",
      "Greek",
      female: "Ελένη|Eleni,Μαρία|Maria,Σοφία|Sofia,Κωνσταντίνα|Konstantina",
      male: "Γιώργος|Giorgos,Νικόλαος|Nikolaos,Δημήτρης|Dimitris,Σπύρος|Spyros",
      family:
        "Παπαδόπουλος|Papadopoulos,Οικονόμου|Oikonomou,Δημητρίου|Dimitriou,Καραγιάννης|Karagiannis",
      femaleFamily:
        "Παπαδοπούλου|Papadopoulou,Οικονόμου|Oikonomou,Δημητρίου|Dimitriou,Καραγιάννη|Karagianni"
    ),
    Culture(
      "ar",
      "Arabic",
      female: "فاطمة|Fatima,ليلى|Layla,عائشة|Aisha,مريم|Maryam,نور|Nour",
      male: "محمد|Mohammed,أحمد|Ahmad,يوسف|Yusuf,عبد الله|Abdullah,خالد|Khalid",
      family: "الخطيب|Al-Khatib,الحسن|Al-Hassan,النجار|Al-Najjar,حداد|Haddad,بن سعيد|Ben Said"
    ),
    Culture(
      "fa",
      "Persian",
      female: "زهرا|Zahra,پریسا|Parisa,نسرین|Nasrin,شیرین|Shirin",
      male: "رضا|Reza,حسین|Hossein,کیوان|Keyvan,بهرام|Bahram",
      family: "احمدی|Ahmadi,رضایی|Rezaei,کریمی|Karimi,یزدانی|Yazdani"
    ),
    Culture(
      "he",
      "Hebrew",
      female: "שרה|Sarah,רבקה|Rivka,נועה|Noa,תמר|Tamar,מִיכַל|Michal",
      male: "דוד|David,יוסף|Yosef,אריאל|Ariel,משה|Moshe,איתן|Eitan",
      family: "כהן|Cohen,לוי|Levi,מזרחי|Mizrahi,פרידמן|Friedman,בן-דוד|Ben-David"
    ),
    Culture(
      "th",
      "Thai",
      female: "สมหญิง|Somying,กัญญา|Kanya,อรุณี|Arunee,พิมพ์ชนก|Phimchanok",
      male: "สมชาย|Somchai,ประเสริฐ|Prasert,วิชัย|Wichai,ธนกฤต|Thanakrit",
      family: "ใจดี|Jaidee,ศรีสุข|Srisuk,วงศ์สวัสดิ์|Wongsawat,บุญมี|Bunmee"
    ),
    Culture(
      "hi",
      "Hindi",
      female: "प्रिया|Priya,अंजलि|Anjali,सीता|Sita,लक्ष्मी|Lakshmi",
      male: "राजेश|Rajesh,अमित|Amit,विजय|Vijay,कृष्ण|Krishna",
      family: "शर्मा|Sharma,पटेल|Patel,श्रीवास्तव|Shrivastava,गुप्ता|Gupta"
    ),
    Culture(
      "ta",
      "Tamil",
      female: "மீனாட்சி|Meenakshi,கவிதா|Kavitha,செல்வி|Selvi",
      male: "முருகன்|Murugan,கார்த்திக்|Karthik,செந்தில்|Senthil",
      family: "சுப்ரமணியன்|Subramanian,இராமசாமி|Ramasamy,பழனிசாமி|Palanisamy"
    ),
    Culture(
      "bn",
      "Bengali",
      female: "সুমিত্রা|Sumitra,ফারহানা|Farhana,রূপা|Rupa",
      male: "অনির্বাণ|Anirban,রহিম|Rahim,সৌরভ|Sourav",
      family: "চট্টোপাধ্যায়|Chattopadhyay,রহমান|Rahman,দাস|Das"
    ),
    Culture(
      "ka",
      "Georgian",
      female: "ნინო|Nino,თამარ|Tamar,ქეთევან|Ketevan",
      male: "გიორგი|Giorgi,დავით|Davit,ლევან|Levan",
      family: "ბერიძე|Beridze,კაპანაძე|Kapanadze,გელაშვილი|Gelashvili"
    ),
    Culture(
      "am",
      "Amharic",
      female: "አበበች|Abebech,ሰላማዊት|Selamawit,ትዕግስት|Tigist",
      male: "አበበ|Abebe,ዳዊት|Dawit,ተስፋዬ|Tesfaye",
      family: "በቀለ|Bekele,ገብረ|Gebre,ታደሰ|Tadesse"
    ),
  ]
}
