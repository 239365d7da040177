-- What of a name tells a company from others. docs/identifiers.md says the same in words.

CREATE FUNCTION facts.cyrillic_in_latin(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  letter text;
BEGIN
  IF name !~ '[а-яєіґ]' THEN RETURN name; END IF;
  FOREACH letter IN ARRAY '{жzh,хkh,цts,чch,шsh,щshch,юyu,яya,єye}'::text[] LOOP
    name := replace(name, left(letter, 1), substr(letter, 2));
  END LOOP;
  RETURN translate(name, 'абвгґдезиіклмнопрстуфыэъь', 'abvggdeziiklmnoprstufye');
END $$;
COMMENT ON FUNCTION facts.cyrillic_in_latin(text) IS 'A name in small letters with Latin letters for the Cyrillic ones, as passports and registers write them';

-- Combining marks go with their letters decomposed; カナ keep theirs, which lie elsewhere.
CREATE FUNCTION facts.usual_characters(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(name) = length(name) THEN RETURN replace(lower(name), '%', 'percent'); END IF;
  name := lower(normalize(name, NFKC));
  -- Only letters other than Chinese and Japanese ones have marks to be taken away.
  IF name ~ '[^ -~\u3000-\u9FFF]' THEN
    name := facts.cyrillic_in_latin(normalize(regexp_replace(normalize(name, NFD), '[\u0300-\u036F]', '', 'g'), NFKC));
  END IF;
  RETURN replace(translate(name, '髙﨑嵜齋齊斉邊邉澤濱廣國學會藝萬惠櫻瀧眞圓榮壽龍嶋嶌冨舘桒德黑與佛傳寫實寶應數條樂氣淺當禮稻總舊號觀豐鐵關靜點驛獨經縣團圖區來價兒醫單營檢歐曾濟瀨賴鄕靑淸增橫步每ヶ亞惡壓圍爲隱衞鹽奧假擴岳勸舖嚴廳眾參慘鑛檜彌槇渕礒ヱヰøłđðıß',
    '高崎崎斎斎斎辺辺沢浜広国学会芸万恵桜滝真円栄寿竜島島富館桑徳黒与仏伝写実宝応数条楽気浅当礼稲総旧号観豊鉄関静点駅独経県団図区来価児医単営検欧曽済瀬頼郷青清増横歩毎ケ亜悪圧囲為隠衛塩奥仮拡岳勧舗厳庁衆参惨鉱桧弥槙淵磯エイolddis'), '%', 'percent');
END $$;
COMMENT ON FUNCTION facts.usual_characters(text) IS 'A name in small letters of half width, without marks on letters, in Latin for Cyrillic, with the usual form of characters that have several (髙, 﨑, 齋, 國)';

-- エヌ・ティ・ティ is NTT. What is no spelling becomes the same letters in both names, so nothing is lost.
CREATE FUNCTION facts.spelled_letters(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  spelling text;
  -- A letter and its name, longer names first.
  spellings CONSTANT text[] := '{wダブリュー,wダブリュ,xエックス,hエイチ,hエッチ,jジェイ,jジェー,qキュー,zゼット,tティー,dディー,kケイ,kケー,rアール,fエフ,nエヌ,mエム,lエル,sエス,iアイ,eイー,aエー,aエイ,oオー,bビー,cシー,gジー,pピー,tティ,dディ,uユー,vブイ,vヴィ,yワイ,&アンド}';
BEGIN
  IF octet_length(name) = length(name) OR name !~ '[ァ-ヺ]' THEN RETURN name; END IF;
  FOREACH spelling IN ARRAY spellings LOOP
    name := replace(name, substr(spelling, 2), left(spelling, 1));
  END LOOP;
  -- A long mark at the end of a word is written or not (コンピューター); small and large カナ are mixed up (キヤノン).
  RETURN translate(regexp_replace(name, 'ー(?![ァ-ヺ])', '', 'g'), 'ァィゥェォャュョッヮヵ', 'アイウエオヤユヨツワカ');
END $$;
COMMENT ON FUNCTION facts.spelled_letters(text) IS 'A name with Latin letters for their names in カナ, and without the ways of writing カナ that people mix up';

CREATE FUNCTION facts.words_of(plain text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  words text := btrim(plain);
BEGIN
  IF words ~ '[^a-z0-9 ]' THEN
    IF translate(words, '''’‘`´', '') <> words THEN words := regexp_replace(words, '[''’‘`´](?:s\M)?', '', 'g'); END IF;
    IF translate(words, './', '') <> words THEN words := regexp_replace(words, '\m([a-z])[./](?=[a-z]\M)', '\1', 'g'); END IF;
    words := btrim(regexp_replace(words, '[^\wー]+', ' ', 'g'));
  END IF;
  -- Letters that mean "and" stand between words.
  IF string_to_array(words, ' ') && '{the,and,und,et,og,och,y,e,""}' THEN
    words := btrim(regexp_replace(words, '(?:\m(?:the|and|und|et|og|och)\M|(?<=\w\w) [ye](?= \w\w)|\s)+', ' ', 'g'));
  END IF;
  -- Single letters in a row are one word: A.B.C., S.p.A., A/S; then L & H, but not V L.P.
  IF words ~ '\m[a-z] [a-z]\M' THEN words := regexp_replace(words, '(?<=(^| )[a-z]) (?=[a-z]( |$))', '', 'g'); END IF;
  RETURN coalesce(nullif(words, ''), plain);
END $$;
COMMENT ON FUNCTION facts.words_of(text) IS 'Words with one blank between them: punctuation, articles and "and" do not count, unless there is nothing else';

-- Only whole words at the end, or at the beginning where a language has them there.
CREATE FUNCTION facts.without_latin_form(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shorter text := words;
  before text;
BEGIN
  LOOP
    before := shorter;
    IF split_part(shorter, ' ', -1) = ANY (
      '{company,corporation,partnership,stock,limited,association,verein,handelsgesellschaft,haftung,anonyme,limitee,simplifiee,limitada,anonima,simplificada,cv,azioni,limitata,vennootschap,oo,zoo,k,j'
      ',odpowiedzialnoscia,akcyjna,ro,sro,tarsasag,kaisha,sirketi}'::text[])
    THEN
      shorter := regexp_replace(shorter, ' (?:national association|(?:public )?limited(?: company)?|limited liability (?:company|corporation|partnership)|limited partnership|(?:open |closed |public )?joint stock(?: company)?'
        '|eingetragener verein|offene handelsgesellschaft|gesellschaft mit beschrankter haftung|societe anonyme|societe a responsabilite limitee|societe par actions simplifiee'
        '|sociedad (?:limitada|anonima|por acciones simplificada)|sa de cv|s de rl de cv|sapi de cv|societa (?:per azioni|a responsabilita limitata)|(?:besloten|naamloze) vennootschap'
        '|sp z ?oo|sp [kj]|spolka z ograniczona odpowiedzialnoscia|spolka akcyjna|spol s ?ro|korlatolt felelossegu tarsasag|(?:kabushiki|godo|yugen) kaisha|anonim sirketi)$', '');
    END IF;
    IF shorter = before AND split_part(shorter, ' ', -1) = ANY (
      '{inc,incorporated,corp,corporation,co,company,cie,ltd,limited,ltda,lda,llc,llp,lp,plc,lllp,pllc,pc,pty,proprietary,pte,pvt,private,na,unlimited,cic,pcl,ltee,limitee,jsc,ojsc,cjsc,pjsc'
      ',mbh,gmbh,umbh,ggmbh,stiftung,genossenschaft,kommanditgesellschaft,ag,akg,aktiengesellschaft,kg,kgaa,ohg,gbr,ug,haftungsbeschrankt,ev,eg,se,sa,sas,sasu,sarl,eurl,snc,sca'
      ',sl,slu,sau,eirl,eireli,limitada,spa,srl,scarl,scrl,scpa,bv,nv,vof,cv,bvba,sprl,ab,aktiebolag,publ,oy,oyj,osakeyhtio,as,asa,aps,ivs,aktieselskab,anpartsselskab,hf,ehf'
      ',spzoo,spk,spj,sro,doo,dd,shpk,sha,ou,uab,sia,ood,eood,kft,zrt,nyrt,sdn,bhd,berhad,tbk,kk,gk,yk,nl,ooo,oao,zao,pao,nao,ao,ano,too,tov,fgup,mup,gup,sti,fzco,fze,fzc,fz,dmcc,wll,qsc,bsc'
      ',saog,saoc,sae,sal,주식회사,유한회사,주}'::text[])
    THEN
      shorter := rtrim(left(shorter, -length(split_part(shorter, ' ', -1))));
    END IF;
    EXIT WHEN shorter IN ('', before);
  END LOOP;
  IF shorter = '' THEN shorter := split_part(words, ' ', 1); END IF;
  IF split_part(shorter, ' ', 1) = ANY ('{ooo,oao,zao,pao,nao,ao,ano,too,tov,fgup,mup,gup,fsue,federal,주식회사,유한회사,주,obshchestvo,otkrytoe,zakrytoe,publichnoe,aktsionernoe,open,closed,public,joint'
    ',jsc,ojsc,cjsc,pjsc,limited,llc,pt,srl,societatea,cv,kabushiki,ab,as,ad,sia,uab}'::text[])
  THEN
    shorter := regexp_replace(shorter, '^(?:(?:ooo|oao|zao|pao|nao|ao|ano|too|tov|fgup|mup|gup|fsue|federal state unitary enterprise|주식회사|유한회사|주|obshchestvo s ogranichennoi otvetstvennostyu'
      '|(?:otkrytoe |zakrytoe |publichnoe )?aktsionernoe obshchestvo|(?:open |closed |public )?joint stock company|[ocp]?jsc|limited liability company|llc|pt|srl|societatea cu raspundere limitata|cv|kabushiki kaisha|ab|as|ad|sia|uab) )+', '');
  END IF;
  RETURN shorter;
END $$;
COMMENT ON FUNCTION facts.without_latin_form(text) IS 'The words of a name without its legal form: Inc., GmbH, Pty Ltd, OOO …; all of them when nothing else is left';

-- What stands behind a name and names no other company: t/a Aozora, (IBM) behind words with these initials, AG, London Branch.
CREATE FUNCTION facts.without_remark(plain text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  part text[] := regexp_match(plain, '^(.+?)\s*[(]\s*([a-z.]{3,})\s*[)](.*)$');
BEGIN
  IF part IS NOT NULL AND starts_with(
    (SELECT string_agg(left(word, 1), '') FROM string_to_table(facts.words_of(part[1]), ' ') word WHERE word NOT IN ('of', 'for', 'de', 'la', 'du', 'des', 'di', 'del')),
    replace(part[2], '.', '')) THEN plain := part[1] || part[3];
  END IF;
  plain := regexp_replace(plain, '(?<=\w\w.*)[ ,(]+(?:t/a|d/b/a|d\.b\.a\.|dba|o/a|trading as|doing business as|operating as|formerly|c/o) .+$', '');
  RETURN regexp_replace(plain,
    '(\m(?:inc|corp|corporation|company|limited|ltd|plc|llc|ag|gmbh|kg|se|sa|s\.a|spa|s\.p\.a|bv|b\.v|nv|n\.v|ab|as|a/s|oyj?))\M\.?[ ,(-]+(?:[\w.]+[ ,-]+){0,3}(?:branch|niederlassung|zweigniederlassung|succursale|sucursal)( office)?\M.*$', '\1');
END $$;
COMMENT ON FUNCTION facts.without_remark(text) IS 'A name without the trade name, the initials or the branch that stand behind it';

-- Local offices of the state have no number of their own: they are their ministry or agency.
CREATE FUNCTION facts.state_of(office text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  kind text;
BEGIN
  IF right(office, 1) <> ALL ('{局,署,所,部,関,台,地,院,隊}') AND NOT starts_with(office, 'ハローワーク') THEN RETURN office; END IF;
  kind := substring(office FROM '(国税局|税務署|国税不服審判所|労働局|労働基準監督署|公共職業安定所|検疫所|[東海北方国畿州越]厚生局|経済産業局|地方整備局|[東海北陸畿部国州]運輸局|航空局|北海道開発局|開発建設部'
    '|国道事務所|河川事務所|農政局|森林管理局|森林管理署|法務局|刑務所|拘置所|少年院|少年鑑別所|保護観察所|税関|[東海北陸畿部国州道]財務局|財務事務所|地方環境事務所|総合通信局|防衛局|駐屯地|海上保安[部署]|海上保安本部'
    '|気象台|(?:地方|高等|家庭|簡易)裁判所|年金事務所|赤十字病院)$');
  RETURN CASE
    WHEN kind IN ('国税局', '税務署', '国税不服審判所') THEN '国税庁'
    WHEN kind IN ('労働局', '労働基準監督署', '公共職業安定所', '検疫所') OR right(kind, 3) = '厚生局' OR starts_with(office, 'ハローワーク') THEN '厚生労働省'
    WHEN kind = '経済産業局' THEN '経済産業省'
    WHEN kind IN ('地方整備局', '航空局', '北海道開発局', '開発建設部', '国道事務所', '河川事務所') OR right(kind, 3) = '運輸局' THEN '国土交通省'
    WHEN kind = '農政局' THEN '農林水産省'
    WHEN kind IN ('森林管理局', '森林管理署') THEN '林野庁'
    WHEN kind IN ('法務局', '刑務所', '拘置所', '少年院', '少年鑑別所', '保護観察所') THEN '法務省'
    WHEN kind IN ('税関', '財務事務所') OR right(kind, 3) = '財務局' THEN '財務省'
    WHEN kind = '地方環境事務所' THEN '環境省'
    WHEN kind = '総合通信局' THEN '総務省'
    WHEN kind IN ('防衛局', '駐屯地') THEN '防衛省'
    WHEN kind ~ '^海上保安' THEN '海上保安庁'
    WHEN kind = '気象台' THEN '気象庁'
    WHEN right(kind, 3) = '裁判所' THEN '最高裁判所'
    WHEN kind = '年金事務所' THEN '日本年金機構'
    WHEN kind = '赤十字病院' OR office ~ '^日本赤十字社.+支部$' THEN '日本赤十字社'
    ELSE office END;
END $$;
COMMENT ON FUNCTION facts.state_of(text) IS 'The ministry, agency or court of Japan of which something is a local office, and the Red Cross of its hospitals; else the name itself';

-- What belongs to a prefecture, a city or a town acts for it; its universities and corporations are bodies of their own.
CREATE FUNCTION facts.municipality_of(office text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  prefecture CONSTANT text := '北海道|東京都|大阪府|京都府|..県|神奈川県|和歌山県|鹿児島県';
BEGIN
  IF office = ANY ('{青森,岩手,宮城,秋田,山形,福島,茨城,栃木,群馬,埼玉,千葉,神奈川,新潟,富山,石川,福井,山梨,長野,岐阜,静岡,愛知,三重,滋賀,兵庫,奈良,和歌山,鳥取,島根,岡山,広島,山口,徳島,香川,愛媛,高知,福岡,佐賀,長崎,熊本,大分,宮崎,鹿児島,沖縄}'::text[])
  THEN RETURN office || '県'; END IF;
  IF office IN ('大阪', '京都') THEN RETURN office || '府'; END IF;
  IF office = '東京' OR starts_with(office, '警視庁') OR starts_with(office, '都立') THEN RETURN '東京都'; END IF;
  -- Most names are of no such place, and to see that is much less work.
  IF translate(office, '道都府県市区町村', '') = office THEN RETURN office; END IF;
  -- A town is the same with its prefecture or district before it.
  office := regexp_replace(office, '^(?:' || prefecture || ')?(?:.{1,3}郡)?([^市区町村県]{1,5}[市区町村])(?=役所|役場|教育委員会|長|立|消防|水道|$)', '\1');
  office := regexp_replace(office, '^(' || prefecture || '|.{1,5}?市|[^市県府]{1,4}[区町村])(?:庁|役所|役場|知事.*|長|.*振興局長|警察.*|.*委員会|.*局|収入役|会計管理者|教育長|.*試験場|.*研究所|.*センタ'
    '|.*保健所|.*(?:土木|税|整備|福祉|農林|振興)事務所|消防.*|.*水道部|立(?!川市|.*(?:大学|機構)).*)$', '\1');
  RETURN regexp_replace(office, '^(.{1,5}?市).{1,4}区(?:役所)?$', '\1');
END $$;
COMMENT ON FUNCTION facts.municipality_of(text) IS 'The prefecture, city, ward, town or village of Japan of which something is a part; else the name itself';

-- Which company a branch or an office belongs to, as far as its name says so.
CREATE FUNCTION facts.without_branch(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  places CONSTANT text := '北海道|青森|岩手|宮城|仙台|秋田|山形|福島|茨城|水戸|栃木|宇都宮|群馬|前橋|高崎|埼玉|さいたま|大宮|千葉|東京|新宿|渋谷|神奈川|横浜|川崎|新潟|富山|石川|金沢|福井|山梨|甲府'
    '|長野|松本|岐阜|静岡|浜松|愛知|名古屋|三重|滋賀|京都|大阪|兵庫|神戸|奈良|和歌山|鳥取|島根|松江|岡山|広島|山口|徳島|香川|高松|愛媛|松山|高知|福岡|北九州|博多|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄|那覇'
    '|札幌|函館|旭川|釧路|帯広|東北|関東|首都圏|北陸|中部|東海|関西|近畿|中国|四国|九州|東日本|西日本|中日本|北日本';
BEGIN
  -- Who signs for it.
  IF strpos(name, '代表') + strpos(name, '長') + strpos(name, '取締役') > 0 THEN
    name := regexp_replace(name, '^(.{2,}?)\|?(?:代表取締役|取締役社長|代表社員|代表理事|理事長|(?<=大学)総長|(?<=大学)学長).*$', '\1');
  END IF;
  -- What stands behind the legal form, if it is an office of some kind.
  IF strpos(name, '|') > 0 THEN
    name := regexp_replace(name, '^([^|]{2,})\|(?:[^|]*(?:支部|支局|出張所|本店|本社|本部|事務所|センタ|工場|研究所|病院|大学|学校|部)|[^|]*(?:支店|支社|営業所|事業所)[^|]*|他|ほか)$', '\1');
  END IF;
  -- A place and an office.
  name := regexp_replace(name, '^(.{2,}?)(?:(?:' || places || ')[都府県市]?)?(?:支店|支社|支部|支局|営業所|出張所|本店|事業統括本部|他)$', '\1');
  IF translate(name, '省庁', '') <> name THEN name := regexp_replace(name, '^([^|]{2,5}[省庁]).+(?:局|所|署|センタ)$', '\1'); END IF;
  -- A school says its own name before that of one of its houses, or says it twice.
  name := regexp_replace(name, '^(.{3,})\1.*$', '\1');
  IF strpos(name, '学') > 0 THEN
    name := regexp_replace(name, '^([^|]{2,}?(?:学園|大学)).*(?:大学|病院|センタ|学部|学校|研究科|研究院|研究所|大学院|事務局|図書館|キヤンパス)$', '\1');
  END IF;
  -- A hospital or a home says before its name whose it is.
  IF translate(name, '会団構', '') <> name THEN
    name := regexp_replace(name, '^([^|]{2,}?(?:(?<![社都国議])会(?![計議館員社]|連合)|事業団|機構)).+(?:病院|診療所|クリニツク|医療センタ|ホーム|保育園|高等専門学校|支部|支社|本部)$', '\1');
  END IF;
  RETURN name;
END $$;
COMMENT ON FUNCTION facts.without_branch(text) IS 'A Japanese name without the branch, office, department or school at its end; the mark | stands where a legal form was';

-- What is written in several ways has one; prepositions have none. As a function it is read once and not for each name.
CREATE FUNCTION facts.usual_spelling() RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"intl": "international", "int": "international", "natl": "national", "govt": "government", "dept": "department", "univ": "university",
  "corp": "corporation", "co": "company", "mfg": "manufacturing", "mgmt": "management", "mgt": "management", "svc": "service", "svcs": "services",
  "assoc": "associates", "assn": "association", "bros": "brothers", "tech": "technology", "labs": "laboratories", "lab": "laboratory", "grp": "group",
  "hldgs": "holdings", "hldg": "holding", "comms": "communications", "ctr": "center", "mt": "mount", "ft": "fort",
  "organisation": "organization", "centre": "center", "theatre": "theater", "labour": "labor", "saint": "st", "us": "unitedstates", "usa": "unitedstates", "uk": "unitedkingdom",
  "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
  "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
  "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
  "uae": "unitedarabemirates",
    "of": "", "for": "", "de": "", "du": "", "des": "", "del": "", "della": "", "di": "", "do": "", "da": "", "la": "", "le": "", "les": "", "el": "", "los": "", "las": ""}'::jsonb;
COMMENT ON FUNCTION facts.usual_spelling() IS 'Words that are written in several ways, and their usual form; empty for words that do not count';

CREATE FUNCTION facts.usual_words(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  kept CONSTANT text[] := string_to_array(words, ' ');
  found text;
BEGIN
  -- Most names have none of these words, and to see that is much less work.
  IF NOT facts.usual_spelling() ?| kept AND words !~ '[0-9](?:st|nd|rd|th)\M' THEN RETURN words; END IF;
  found := (SELECT string_agg(u.word, ' ' ORDER BY k.place) FROM unnest(kept) WITH ORDINALITY AS k (word, place)
    CROSS JOIN LATERAL (SELECT coalesce(facts.usual_spelling() ->> k.word, substring(k.word FROM '^([0-9]+)(?:st|nd|rd|th)$'), k.word) AS word) u WHERE u.word <> '');
  RETURN coalesce(regexp_replace(found, '\m([2-9])0 ([1-9])\M', '\1\2', 'g'), words);
END $$;
COMMENT ON FUNCTION facts.usual_words(text) IS 'Words in their usual form, "forty four" as 44, without prepositions';

CREATE FUNCTION facts.name_core(name text, OUT words text, OUT bare text, OUT core text) LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  japanese CONSTANT text := '株式会社|(?:股[份分])?有限(?:責任|责任)?公司|[有合][限同資名]会社|相互会社|有限責任事業組合|(?:一般|公益|特例)?[社財]団法人|(?:社会)?医療法人(?:[社財]団)?'
    '|大学共同利用機関法人|学校法人|社会福祉法人|宗教法人|(?:特定非営利活動|npo)法人|国立研究開発法人|(?:地方)?独立行政法人|(?:[国公]立)?大学法人'
    '|(?:有限責任)?監査法人|(?:弁護|税理|司法書|行政書|弁理|社会保険労務)士法人|特許業務法人|農事組合法人|投資法人'
    '|[(](?:[株有同資名相社財医学福宗独国大]|[一公][社財]|特非)[)]';
  plain CONSTANT text := facts.spelled_letters(facts.usual_characters(name));
  marked text;
  has_form boolean;
BEGIN
  words := facts.words_of(plain);
  IF octet_length(plain) = length(plain) OR plain !~ '[぀-ヿ㐀-鿿]' THEN
    bare := facts.without_latin_form(words);
    core := bare;
    IF plain ~ '[(/]|\m(?:dba|as|formerly) |branch|niederlassung|succursale|sucursal|d\.b\.a' THEN
      core := facts.words_of(facts.without_remark(plain));
      core := facts.without_latin_form(core);
    END IF;
    core := facts.usual_words(core);
    RETURN;
  END IF;
  words := replace(words, ' ', '');
  marked := regexp_replace(translate(plain, E' \t', ''), japanese, '|', 'g');
  has_form := position('|' IN marked) > 0;
  marked := coalesce(nullif(btrim(marked, '|'), ''), plain);
  bare := replace(facts.without_latin_form(facts.words_of(marked)), ' ', '');
  core := CASE WHEN strpos(marked, '(') = 0 THEN marked ELSE coalesce(nullif(regexp_replace(marked, '[(][^()]*[)]', '', 'g'), ''), marked) END;
  -- Most names end otherwise, and to see that is much less work.
  IF core ~ '(?:[店社部局所場院学校会事長役署村町市区タ他か者庁科館園団関台地隊ムス]|代表.*|[総学事]長.*|警察.*|立.*|(?:支店|支社|営業所|事業所)[^|]*)$|^..$|^ハローワーク' THEN
    core := facts.without_branch(core);
    -- A foundation is a person of its own, whatever prefecture it has in its name.
    IF NOT has_form THEN core := facts.state_of(facts.municipality_of(core)); END IF;
  END IF;
  core := CASE WHEN core = marked THEN bare ELSE coalesce(nullif(replace(facts.without_latin_form(facts.words_of(core)), ' ', ''), ''), bare) END;
END $$;
COMMENT ON FUNCTION facts.name_core(text) IS 'The words of a name; without its legal form; and in their usual spelling without a branch or office at its end. A Japanese name is one word';
