package io.glossa.semantics;

import io.glossa.document.Document;
import io.glossa.document.TextRepair;
import io.glossa.vector.Embedding;

/** Short clean texts, written for the tests; the same small story about a library in the rain. */
public enum LanguageSample {
  ENGLISH(
      "en",
      "The town library opened again on Monday after a long winter. Volunteers had painted the"
          + " reading room and repaired the old wooden shelves. Many children came with their"
          + " parents, although it rained all day. The librarian says that the new collection of"
          + " local history will be ready in spring."),
  GERMAN(
      "de",
      "Die Stadtbibliothek hat am Montag nach einem langen Winter wieder geöffnet. Freiwillige"
          + " hatten den Lesesaal gestrichen und die alten Holzregale repariert. Viele Kinder kamen"
          + " mit ihren Eltern, obwohl es den ganzen Tag regnete. Die neue Sammlung zur"
          + " Stadtgeschichte soll im Frühling fertig sein."),
  FRENCH(
      "fr",
      "La bibliothèque municipale a rouvert lundi après un long hiver. Des bénévoles avaient"
          + " repeint la salle de lecture et réparé les vieilles étagères en bois. Beaucoup"
          + " d'enfants sont venus avec leurs parents, même s'il a plu toute la journée."),
  SPANISH(
      "es",
      "La biblioteca municipal volvió a abrir el lunes después de un largo invierno. Los voluntarios"
          + " habían pintado la sala de lectura y reparado las viejas estanterías de madera. Muchos"
          + " niños llegaron con sus padres, aunque llovió todo el día."),
  PORTUGUESE(
      "pt",
      "A biblioteca municipal reabriu na segunda-feira depois de um longo inverno. Os voluntários"
          + " pintaram a sala de leitura e consertaram as velhas estantes de madeira. Muitas"
          + " crianças vieram com os pais, embora tenha chovido o dia inteiro."),
  ITALIAN(
      "it",
      "La biblioteca comunale ha riaperto lunedì dopo un lungo inverno. I volontari avevano"
          + " ridipinto la sala di lettura e riparato i vecchi scaffali di legno. Molti bambini sono"
          + " venuti con i genitori, anche se ha piovuto tutto il giorno."),
  DUTCH(
      "nl",
      "De stadsbibliotheek is maandag na een lange winter weer opengegaan. Vrijwilligers hadden de"
          + " leeszaal geschilderd en de oude houten planken gerepareerd. Veel kinderen kwamen met"
          + " hun ouders, hoewel het de hele dag regende."),
  POLISH(
      "pl",
      "Biblioteka miejska została ponownie otwarta w poniedziałek po długiej zimie. Wolontariusze"
          + " pomalowali czytelnię i naprawili stare drewniane półki. Wiele dzieci przyszło z"
          + " rodzicami, chociaż przez cały dzień padał deszcz."),
  CZECH(
      "cs",
      "Městská knihovna se v pondělí po dlouhé zimě znovu otevřela. Dobrovolníci vymalovali čítárnu"
          + " a opravili staré dřevěné police. Mnoho dětí přišlo s rodiči, přestože celý den"
          + " pršelo."),
  TURKISH(
      "tr",
      "Şehir kütüphanesi uzun bir kıştan sonra pazartesi günü yeniden açıldı. Gönüllüler okuma"
          + " salonunu boyamış ve eski ahşap rafları onarmıştı. Bütün gün yağmur yağmasına rağmen"
          + " birçok çocuk ailesiyle birlikte geldi."),
  VIETNAMESE(
      "vi",
      "Thư viện thành phố đã mở cửa trở lại vào thứ Hai sau một mùa đông dài. Các tình nguyện viên"
          + " đã sơn lại phòng đọc và sửa những kệ gỗ cũ. Nhiều trẻ em đến cùng cha mẹ dù trời mưa"
          + " suốt cả ngày."),
  SWEDISH(
      "sv",
      "Stadsbiblioteket öppnade igen i måndags efter en lång vinter. Frivilliga hade målat läsesalen"
          + " och lagat de gamla trähyllorna. Många barn kom med sina föräldrar, fastän det regnade"
          + " hela dagen."),
  RUSSIAN(
      "ru",
      "Городская библиотека снова открылась в понедельник после долгой зимы. Добровольцы покрасили"
          + " читальный зал и починили старые деревянные полки. Многие дети пришли с родителями,"
          + " хотя весь день шёл дождь."),
  UKRAINIAN(
      "uk",
      "Міська бібліотека знову відчинилася в понеділок після довгої зими. Волонтери пофарбували"
          + " читальну залу й полагодили старі дерев'яні полиці. Багато дітей прийшли з батьками,"
          + " хоча весь день ішов дощ."),
  GREEK(
      "el",
      "Η δημοτική βιβλιοθήκη άνοιξε ξανά τη Δευτέρα μετά από έναν μακρύ χειμώνα. Οι εθελοντές"
          + " έβαψαν το αναγνωστήριο και επισκεύασαν τα παλιά ξύλινα ράφια."),
  ARABIC(
      "ar",
      "أعادت مكتبة المدينة فتح أبوابها يوم الاثنين بعد شتاء طويل. كان المتطوعون قد طلوا قاعة"
          + " القراءة وأصلحوا الرفوف الخشبية القديمة. جاء كثير من الأطفال مع آبائهم رغم أن المطر لم"
          + " يتوقف طوال النهار."),
  PERSIAN(
      "fa",
      "کتابخانه شهر روز دوشنبه پس از زمستانی طولانی دوباره باز شد. داوطلبان سالن مطالعه را رنگ کرده"
          + " و قفسه‌های چوبی قدیمی را تعمیر کرده بودند. بچه‌های زیادی همراه پدر و مادرشان آمدند."),
  HEBREW(
      "he",
      "הספרייה העירונית נפתחה מחדש ביום שני אחרי חורף ארוך. מתנדבים צבעו את אולם הקריאה ותיקנו את"
          + " מדפי העץ הישנים. ילדים רבים באו עם הוריהם אף שירד גשם כל היום."),
  HINDI(
      "hi",
      "लंबी सर्दी के बाद शहर का पुस्तकालय सोमवार को फिर से खुल गया। स्वयंसेवकों ने वाचनालय की दीवारें रंगी थीं और"
          + " लकड़ी की पुरानी अलमारियाँ ठीक की थीं। दिन भर बारिश होने पर भी बहुत से बच्चे अपने माता-पिता के साथ आए।"),
  THAI(
      "th",
      "ห้องสมุดประจำเมืองเปิดให้บริการอีกครั้งในวันจันทร์หลังจากฤดูหนาวอันยาวนาน อาสาสมัครได้ทาสีห้องอ่านหนังสือ"
          + "และซ่อมชั้นไม้เก่า เด็กหลายคนมากับพ่อแม่แม้ว่าฝนจะตกทั้งวัน"),
  KOREAN(
      "ko",
      "긴 겨울이 끝나고 시립 도서관이 월요일에 다시 문을 열었다. 자원봉사자들이 열람실을 새로 칠하고 낡은 나무 책장을 고쳤다. 하루 종일"
          + " 비가 내렸지만 많은 아이들이 부모와 함께 찾아왔다. 사서는 지역 역사 자료실이 봄에 준비될 것이라고 말했다."),
  JAPANESE(
      "ja",
      "長い冬が終わり、市立図書館が月曜日に再び開館した。ボランティアが閲覧室の壁を塗り直し、古い木の本棚を修理した。一日中雨が降っていたが、"
          + "多くの子どもたちが親と一緒に訪れた。郷土資料コーナーは春に完成する予定だという。"),
  CHINESE(
      "zh",
      "漫长的冬天过后，市图书馆在星期一重新开放。志愿者粉刷了阅览室，修好了旧的木书架。虽然整天下雨，许多孩子还是跟着父母来了。" + "管理员说，新的地方历史资料将在春天准备好。");

  private final String code;
  private final String text;

  LanguageSample(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The BCP 47 code that a detector should find. */
  public String code() {
    return code;
  }

  public String text() {
    return text;
  }

  /** What an analysis of a text starts from, with a vector that says nothing. */
  public static SemanticInput input(String text) {
    return new SemanticInput(
        Document.of("sample", TextRepair.of(text).text()), Embedding.of(1f, 0f));
  }
}
