"""Japanese in Latin letters, for ids: kana as they sound, kanji by their most usual Sino-Japanese reading."""

import re
import unicodedata
from typing import Final

_KANA: Final = re.compile("[\u3041-\u3096\u309d-\u30fa\u30fc-\u30fe\uff66-\uff9d]")
_RUN: Final = re.compile(
    "(?P<hiragana>[\u3041-\u3096\u309d\u309e\u30fc]+)|(?P<katakana>[\u30a1-\u30fa\u30fc-\u30fe]+)|(?P<kanji>[\u3005\u3400-\u9fff]+)"
)
_SMALL_Y: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWELS: Final = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_KATAKANA_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_AGAIN: Final = "々"

_READINGS: Final = """
    a亜唖娃阿蛙 ai哀愛挨 aku悪握渥 an安庵按暗案闇鞍 atsu圧斡 ba婆罵芭馬 bai唄貝皿倍培媒梅楳煤買売賠陪
    baku曝漠爆縛駁麦 ban鰻挽晩番盤蕃蛮蔓 batsu伐罰抜筏閥 bei米 ben便勉娩弁 betsu別瞥蔑 bi梶備尾微琵眉美鼻 bin敏
    bo虻卯姥牡茅莫募墓慕戊暮母簿呆乏亡傍剖坊妨帽忘忙房暴望某棒冒紡肪膨謀貌貿鉾防牟妄蒙 boku僕卜墨撲朴牧睦穆木
    bon凡盆 botsu勃没 bu侮撫武舞蕪部鵡 bun蚊分文聞 butsu仏勿 byo猫謬廟描病秒苗錨 cha茶 chaku嫡着
    chi値知地恥智池痴稚置致蜘遅馳 chiku築畜竹筑蓄逐 chin砧朕沈珍賃鎮陳椿枕 chitsu秩窒
    cho重澄鯛樗瀦猪苧著貯兆凋喋寵帳庁弔張彫徴懲挑暢朝潮牒町眺聴脹腸蝶調諜超跳長頂鳥塚蔦吊釣箸肇儲 choku勅直
    chu丑沖株中仲宙忠抽昼柱注虫衷註酎鋳駐紬肘紐 da雫唾堕妥惰打楕陀那 dai代台第題内乃廼 daku濁諾
    dan団壇弾断暖段男談灘 datsu奪脱 dei泥禰祢 deki溺 den伝田電 do桐杜努土奴怒働動同堂導憧洞瞳童胴道銅膿 doku毒独
    don呑曇鈍 ei叡営嬰影映曳栄永泳洩瑛盈穎頴英衛詠鋭 eki易液疫益駅亦
    en宛厭円園堰奄宴延怨掩援沿演炎焔煙燕猿縁艶苑薗遠鉛鴛塩俺垣鳶媛淵 etsu悦謁越閲
    fu釜不付埠夫婦富冨布府怖扶敷斧普浮父符腐膚芙譜負賦赴阜附封楓風鮒輔 fuku伏副復幅服福腹複覆
    fun吻噴墳憤扮焚奮粉糞紛雰 futsu弗払沸 ga俄峨我牙画臥芽蛾賀雅餓駕瓦 gai亥凱劾外咳害崖慨概涯碍蓋街該鎧刈苅
    gaku学岳楽額顎鍔鰐 gan丸含岸巌玩癌眼岩翫贋雁頑顔願 gei芸迎鯨 geki劇戟撃激隙
    gen元原厳幻弦減源玄現絃言諺限這彦 getsu月 gi偽儀宜戯技擬欺犠疑義蟻誼議 gin吟銀
    go噛五互伍午呉吾娯後悟梧檎碁語誤護剛劫号合壕拷濠豪轟冴 goku極獄 gon欣 gu具愚虞偶寓遇隅 gun群軍郡 gyaku虐逆
    gyo禦魚仰凝尭暁業御 gyoku玉 gyu牛 ha頗巴把播覇杷波派琶破簸 hachi八鉢 hai俳廃拝排敗杯盃牌背肺輩配狽稗菩吠
    haku栢狛伯剥博拍柏泊白箔粕舶薄迫 han坂阪幡伴判半反叛帆搬斑板氾汎版犯班畔繁般藩販範釆煩頒飯磐 hatsu捌溌醗髪
    hei坪瓶丙併兵塀幣平弊柄並蔽閉陛箆餅 heki僻壁癖碧 hen偏変片篇編辺返遍鞭
    hi轡匪卑否妃庇彼悲扉批披斐比疲皮碑秘緋罷肥被誹費避非飛枇毘 hin品彬斌浜瀕貧賓頻牝 hitsu泌匹弼必畢筆逼
    ho逢浦鞄蒲蔀畝棚捗鴇豹葡保舗鋪圃捕歩甫補倣俸包報奉宝峰峯崩庖抱捧放方朋法泡烹砲縫胞芳萌蓬蜂褒訪豊邦鋒飽
    ho鳳鵬 hoku北 hon奔本翻 hotsu発 hyaku百 hyo杓俵彪標氷漂瓢票表評
    i葦飴以伊位依偉囲夷委威尉惟意慰椅為畏異移維緯胃萎衣謂違遺医鮪倭 ichi一壱 iki域 iku育郁
    in允印咽員因姻引飲淫胤蔭院陰隠韻寅 itsu溢逸 ja蛇惹 jaku若寂弱雀 ji餌事似侍児字寺慈持時次滋治爾璽痔磁而耳辞迩
    jiku軸 jin荏人仁刃塵壬尋尽腎訊迅陣靭侭稔 jitsu実
    jo助叙女序徐恕鋤除上丈乗冗剰城場壌嬢常情擾条杖浄状畳穣蒸譲醸錠茸帖瀞縄汝如娘 joku辱
    ju儒受呪寿授樹綬需住充十従戎汁渋獣縦銃竪廿濡 juku塾熟 jun閏准循旬楯殉準潤盾巡遵順隼 jutsu術述
    ka渦瓜榎下化仮何価佳加可嘉夏嫁家寡科暇果架歌河火珂禍禾稼箇花苛茄荷華菓蝦課嘩貨迦過霞掛樺靴卦袈鍋
    kai介会解回塊壊廻快怪悔恢懐戒拐改魁晦械海灰界皆絵芥蟹開階骸堺潰届桧
    kaku劃嚇各廓拡撹核殻獲確穫覚角赫較郭閣隔革掴鶴塙
    kan乾侃冠寒刊勘勧巻喚堪姦完官寛干幹患感慣憾換敢柑桓棺款歓汗漢澗潅環甘監看竿管簡緩缶翰肝艦莞観諌貫還鑑間
    kan閑関陥韓館舘菅函 katsu割喝括活渇滑葛褐轄筈
    kei馨係傾刑兄啓圭珪型形径恵慶慧憩掲携敬景桂渓畦稽系経継繋罫茎荊蛍計詣警軽頚鶏頃鮭
    ken絢鰹萱件倹倦健兼券剣喧圏堅嫌建憲懸拳捲検権牽犬献研硯絹県肩見謙賢軒遣鍵険顕験鹸舷繭
    ketsu傑欠決潔穴結血訣頁蕨
    ki葵磯窺企伎危喜器基奇嬉寄岐希幾忌揮机旗既期棋棄機帰毅気汽畿祈季稀紀徽規記貴起軌輝飢騎鬼亀妓祇祁己崎埼
    ki碕其槻肌姫鰭箕 kichi吉 kiku掬菊鞠麹 kin僅勤均巾錦斤欽琴禁禽筋緊芹菌衿襟謹近金 kitsu吃喫桔橘詰迄
    ko袷黄岡鈎格恰狗桁乎個古呼固姑孤庫弧戸故枯湖狐糊袴股胡菰虎誇跨鈷雇顧鼓瑚醐交佼侯候倖光公功効勾厚口向后
    ko喉坑垢好孔孝宏工巧巷幸広庚康弘恒慌抗拘控攻昂晃更杭校梗構江洪浩港溝甲皇硬稿糠紘絞綱耕考肯肱腔膏航荒行
    ko衡講貢購郊酵鉱砿鋼閤降項香高鴻肴皐鮫縞尻叩壷虹蛤釦幌岬亙藁 koku克刻告国穀酷鵠黒谷
    kon今困坤墾婚恨懇昏昆根梱混痕紺艮魂 kotsu乞忽惚骨 ku倶句区矩苦躯駆駈駒空紅 kun勲君薫訓 kutsu屈掘窟堀 kya伽
    kyaku却客脚
    kyo杏嘘橿叶去居巨拒拠挙渠虚許距鋸亨享京供侠僑兇競共凶協匡卿叫喬境峡強彊怯恐恭挟教橋況狂狭矯胸脅興蕎郷鏡
    kyo響饗驚据裾韮頬脇 kyoku旭局曲 kyu臼厩丘久仇休及吸宮弓急救朽求汲泣灸球究窮笈級糾給旧九玖鳩柾 ma摩磨魔麻
    mai埋妹昧枚毎 maku幕膜 man万慢満漫 matsu抹末沫 mei謎冥名命明盟迷銘鳴 men免棉綿緬面麺 metsu滅 mi味未魅弥
    min民眠 mitsu密蜜 mo摸模茂孟毛猛盲網耗 moku黙目 mon問悶紋門 motsu物 mu務夢無矛霧 myaku脈 myo妙 na奈
    nan南楠軟難 natsu捺 nei寧 nen鮎年念捻撚燃粘 netsu熱 ni二尼弐 nichi日 niku宍肉 nin任妊忍認 no嚢悩濃能脳農
    nyo尿 nyu柔乳入 o姶於汚凹央奥往応押旺横欧殴王翁襖鴬鴎鴨桜 oku億屋憶臆 on恩温穏音 otsu乙 ra羅螺裸
    rai瀬来莱頼雷 raku洛絡落酪 ran乱卵嵐欄濫藍蘭覧漣 rei蛎砺戻令伶例冷励嶺怜玲礼苓鈴隷零霊麗齢 reki暦歴
    ren鎌廉恋憐煉簾練聯蓮連錬 retsu列劣烈裂 ri浬鯉狸哩利吏履李梨理璃痢裏裡里離 riku陸 rin倫厘林淋燐琳臨輪隣鱗麟
    ritsu栗律率立葎 ro芦鷺櫨蕗麿魯櫓炉賂路露労婁廊弄朗楼榔浪漏牢狼篭老聾蝋郎 roku漉鹿六麓禄肋録 ron論 ru屡劉
    rui塁涙累類 ryaku掠略 ryo綾漁菱椋侶慮旅虜了亮僚両凌寮料梁涼猟療瞭稜糧良諒遼量陵領呂 ryoku力緑
    ryu笠柳流溜琉留硫粒隆竜龍瑠 sa些佐唆嵯左査沙瑳砂詐鎖裟紗衰蓑
    sai債催再最哉妻宰彩才採栽済災采砕砦祭斎菜裁載際晒柴 saku作削咋搾昨朔柵窄策索錯酢乍
    san三傘参山惨撒散桟燦珊産算纂蚕讃賛酸餐杉撰蒜 satsu冊刷察拶撮擦札殺薩 se世
    sei井甥歳犀細鯖錆省鉦凄制勢姓征性成政整星晴棲栖正清牲生盛精聖声製西誠誓請逝醒青静斉婿貰靖
    seki潟汐錫隻席惜戚斥昔析積籍績脊責赤跡蹟碩夕
    sen茜串釧蝉仙先千占宣専尖川戦扇栓栴泉浅洗染潜煎煽旋穿箭線繊羨腺舛船薦詮賎践選遷銭銑閃鮮膳揃苫亘
    setsu屑契切拙接摂折設窃節説雪鱈 sha卸且叉舎写射捨赦斜煮社者謝車遮柘 shaku借勺尺灼爵酌釈石
    shi梓茨柿此差匙仕仔伺使刺司史嗣四士始姉姿子屍市師志思指支孜斯施旨枝止死氏獅祉私糸紙紫肢脂至視詞詩試誌諮
    shi資賜雌飼歯示自蒔偲芝笥只弛漬砥之覗髭巳矢 shichi七 shiki式識拭
    shin伸信侵唇娠寝審心慎振新晋森榛浸深申疹真神秦紳臣芯薪親診身辛進針震甚辰津賑矧
    shitsu櫛叱執失嫉室悉湿漆疾質膝蛭
    sho杵黍咲篠腫処初所暑曙渚庶緒署書薯藷諸傷償勝匠升召哨商唱嘗奨妾娼宵将小少尚床廠彰承抄招掌捷昇昌昭晶松梢
    sho樟樵沼消渉湘焼焦照症硝礁祥称章笑粧紹肖菖蒋蕉衝裳訟証詔詳象賞醤鍾鐘障丞摺狙相橡埜秤箱
    shoku嘱埴飾植殖燭織職色触食蝕
    shu穐鰍鍬主取守手朱殊狩珠種趣酒首囚収周宗就州修愁拾洲秀秋終繍習臭舟蒐衆襲讐蹴輯週酋酬集醜什諏須袖嬬撞楢
    shu萩柊葺鷲 shuku粥叔夙宿淑祝縮粛 shun俊峻春瞬竣舜駿淳純醇馴 shutsu出
    so鯵扱姐竃繰桑甑庄鞘噌塑岨措曾楚疏疎礎祖租粗素組蘇訴阻遡鼠僧創双叢倉喪壮奏爽宋層匝惣想捜掃挿掻操早曹巣
    so槍槽漕燥争痩窓糟総綜聡草荘葬蒼藻装走送遭鎗霜騒滝瀧蛸爪葱蚤疋湊薮 soku塞促側則即息捉束測足速
    son噂存孫尊損村遜巽樽鱒 sotsu帥卒 su崇嵩数枢趨雛 sui吹垂推水炊睡粋翠遂酔錐誰穂 sun吋寸 ta他多太汰詑柁舵駄詫
    tai碓堆対耐岱帯待怠態戴替泰滞胎腿苔袋貸退逮隊黛大殆 taku卓啄宅托択拓沢濯琢託鐸度
    tan騨但丹単嘆坦担探旦歎淡湛炭短端箪綻耽胆蛋誕鍛檀椴 tatsu達
    tei鵜体醍丁綴亭低停偵剃貞呈堤定帝底庭廷弟悌抵挺提梯汀碇禎程締艇訂諦蹄逓邸鄭釘鼎薙 teki荻摘擢敵滴的笛適鏑
    ten辿佃典填天展店添纏甜貼転顛点殿澱槙淀 tetsu哲徹撤轍迭鉄畷姪
    to稲桶兜沓図逗兎吐堵塗妬屠徒斗渡登菟賭途都鍍倒党冬凍刀唐塔塘套宕島嶋悼投搭東桃梼棟盗淘湯涛灯燈当痘祷等
    to答筒糖統到董蕩藤討謄豆踏逃透鐙陶頭騰闘萄納樋 toku竺匿得徳涜特督禿篤読 ton噸屯惇敦沌豚遁頓 totsu凸突
    tsu痛通 tsui錘墜椎槌追鎚 u芋右宇烏羽迂雨 un云運雲 utsu欝蔚 wa窪和話 wai隈歪賄 waku或惑 wan椀湾碗腕
    ya邪也冶夜爺耶野 yaku厄役約薬訳躍 yo腰鷹銚蝿予余与誉輿預傭幼妖容庸揚揺擁曜楊様洋溶熔用窯羊耀葉蓉要謡踊遥陽養
    yoku慾抑欲沃浴翌翼 yu熊酉又尤愉愈油癒諭輸佑優勇友宥幽悠憂揖有柚湧涌猶猷由祐裕誘遊邑郵雄融 yui唯 za坐座挫
    zai剤在材罪財 zan斬暫残 zatsu雑 ze是 zei税脆 zen前善漸然全禅繕 zetsu絶舌 zo曽像増憎臓蔵贈造 zoku粟俗属賊族続
    zu厨 zui蕊随瑞髄
"""
"""The readings of the 2,933 most used kanji, each with the kanji that have it: those of JIS X 0208 level 1 by the first
reading that Unihan 14.0 lists as `kJapaneseOn` (Unicode License), with long o and u written as short ones."""


def has_kana(text: str) -> bool:
    """Whether a text has kana, by which Japanese is told from Chinese."""
    return _KANA.search(text) is not None


def romanized(text: str) -> str:
    """Japanese text with kana and kanji as Latin words, and all else as it is.

    Without a dictionary the reading of a kanji is a guess: the Sino-Japanese one, which most compounds of formal texts
    have (輸出規制 gives `yushutsu kisei`). Runs of kanji are divided into words of two or three; a kanji that is not in
    the table is left out.
    """
    return _RUN.sub(lambda run: f" {_run(run)} ", unicodedata.normalize("NFKC", text))


def _run(run: re.Match[str]) -> str:
    return _kanji(run[0]) if run["kanji"] else _kana(run[0])


def _kanji(run: str) -> str:
    readings: list[str] = []
    for kanji in run:
        again = kanji == _AGAIN and readings
        readings.append(readings[-1] if again else _reading(kanji))
    known = [reading for reading in readings if reading]
    ends = [*range(2, len(known) - 1, 2), len(known)]
    return " ".join("".join(known[begin:end]) for begin, end in zip([0, *ends], ends, strict=False))


def _reading(kanji: str) -> str:
    at = _READINGS.find(kanji)
    if at < 0:
        return ""
    begin = max(_READINGS.rfind(" ", 0, at), _READINGS.rfind("\n", 0, at)) + 1
    found = re.match("[a-z]+", _READINGS[begin:])
    return found[0] if found else ""


def _kana(run: str) -> str:
    """A run of kana in Hepburn's letters, its long o and u as short ones: `きょうとう` gives `kyoto`."""
    from anyascii import anyascii

    letters = ""
    is_doubled = False
    for kana in run.translate(_KATAKANA_TO_HIRAGANA):
        if kana == "っ":
            is_doubled = True
            continue
        sound = anyascii(kana) if kana.isalpha() and kana not in "ーゝゞ" else ""
        if kana in _SMALL_Y and letters.endswith("i"):
            letters = letters[:-1] + ("" if letters.endswith(("shi", "chi", "ji")) else "y") + _SMALL_Y[kana]
        elif kana in _SMALL_VOWELS and letters[-2:-1] not in ("", *"aeiou"):
            letters = letters[:-1] + _SMALL_VOWELS[kana]
        elif is_doubled and sound[:1] not in ("", *"aeioun"):
            letters += ("t" if sound.startswith("ch") else sound[0]) + sound
        else:
            letters += sound
        is_doubled = False
    return letters.replace("ou", "o").replace("uu", "u")
