package io.xisuan.cli.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.cli.ask.AnswerText;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.Table;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The hub's quote: each site by start time, where the hub would start the job, then what {@link QuotePage} says of the money. */
final class OfferPage {
    private static final BigDecimal GRAMS_PER_KG = BigDecimal.valueOf(1_000);

    private final JsonNode answer;
    private final Language lang;

    OfferPage(JsonNode answer, Language lang) {
        this.answer = answer;
        this.lang = lang;
    }

    /** Says whether any site offers it. */
    boolean offered() {
        return !answer.path("places").isEmpty();
    }

    void print(Output output) {
        JsonNode quote = answer.path("quote");
        output.say("%s %s  %s %s  %s %s"
                .formatted(
                        Word.QUOTE.in(lang),
                        AnswerText.text(answer, "id").substring(0, QuotePage.SHORT_ID),
                        Word.CONTRACT.in(lang),
                        AnswerText.text(quote, "contract"),
                        Word.EXPIRES.in(lang),
                        AnswerText.minute(quote, "expiresAtMillis")));
        output.print(answer, starts());
        output.say(best());
        if (!answer.path("kept").asBoolean(true)) {
            output.say(lang.of(
                    "今日询价过多，此报价未保存：作业启动时重新报价。",
                    "Too many quotes were asked for today: this one is not kept, and a start is quoted anew."));
        }
        new QuotePage(shown(quote), lang).printTerms(output);
    }

    private ShownQuote shown(JsonNode quote) {
        return new ShownQuote(
                AnswerText.text(answer, "id"),
                AnswerText.text(quote, "job"),
                new TenantId(AnswerText.text(quote, "tenant")),
                new ContractId(AnswerText.text(quote, "contract")),
                new Interval(
                        quote.path("madeAtMillis").asLong(),
                        quote.path("expiresAtMillis").asLong()),
                quote.toString());
    }

    /** Returns a row for each place and start that is priced; the last rows are of sites that do not offer it. */
    Table starts() {
        Table.Builder table = Table.of(
                Column.name("site", Word.SITE.in(lang)),
                Column.name("model", Word.MODEL.in(lang)),
                Column.name("start", lang.of("开始", "start")),
                Column.number("payableNowCny", Word.PAYABLE.in(lang)),
                Column.number("expectedLaterCny", Word.LATER.in(lang)),
                Column.number("grossCny", Word.GROSS.in(lang)),
                Column.number("payableAtMostCny", Word.AT_MOST.in(lang)),
                Column.number("carbonKgAtMost", lang.of("碳排 kg（最多）", "carbon kg, at most")),
                Column.text("note", Word.NOTE.in(lang)));
        for (JsonNode place : answer.path("places")) {
            boolean first = true;
            for (JsonNode start : place.path("starts")) {
                row(table, place, start, first);
                first = false;
            }
        }
        for (JsonNode site : answer.path("quote").path("sites")) {
            if (!site.path("offered").asBoolean()) {
                table.row(
                        AnswerText.text(site, "site"),
                        AnswerText.text(site, "model"),
                        lang.of("不供应", "not offered"),
                        "",
                        "",
                        "",
                        "",
                        "",
                        AnswerText.text(site, "why"));
            }
        }
        return table.build();
    }

    private void row(Table.Builder table, JsonNode place, JsonNode start, boolean first) {
        JsonNode expected = place.path("start");
        table.row(
                AnswerText.text(place, "site"),
                AnswerText.text(place, "model"),
                first
                        ? AnswerText.start(expected, lang)
                        : lang.of("若 %s", "if %s").formatted(AnswerText.minute(start, "startMillis")),
                AnswerText.money(start, "payableNow"),
                AnswerText.money(start, "expectedLater"),
                AnswerText.money(start, "gross"),
                AnswerText.money(start, "payableAtMost"),
                carbon(place.path("carbon")),
                first ? note(expected) : lang.of("价格届时变动", "the price changes then"));
    }

    private String note(JsonNode start) {
        String cause = AnswerText.cause(start, lang);
        return cause.isEmpty() ? AnswerText.text(start, "why") : cause;
    }

    private static Optional<BigDecimal> carbon(JsonNode carbon) {
        return Optional.of(carbon.path("gramsAtMost"))
                .filter(JsonNode::isIntegralNumber)
                .map(grams -> grams.decimalValue().divide(GRAMS_PER_KG, 1, RoundingMode.CEILING));
    }

    /** Says where the hub would start it, left to itself. */
    String best() {
        JsonNode best = answer.path("best");
        return best.has("site")
                ? lang.of("现在提交：%s 于 %s 开始", "Submitted now it would start at %s: %s")
                        .formatted(AnswerText.text(best, "site"), AnswerText.start(best, lang))
                : lang.of("现在提交：%s。%s", "Submitted now it would start: %s. %s")
                        .formatted(AnswerText.start(best, lang), AnswerText.text(best, "why"));
    }
}
