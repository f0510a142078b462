package io.xisuan.cli.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.quote.ProgrammeAnswer.Outcome;
import io.xisuan.billing.quote.QuoteReader;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.util.Locale;
import java.util.TreeSet;

/** Prints a quote as it is stored: every site with its figures, then every programme, then what else was agreed. */
final class QuotePage {
    static final int SHORT_ID = 12;

    private final ShownQuote quote;
    private final JsonNode root;
    private final Language lang;

    /** A quote as JSON shows it: its id, and the document as it was stored. */
    record Shown(String id, JsonNode quote) {}

    QuotePage(ShownQuote quote, Language lang) {
        this.quote = quote;
        this.root = QuoteReader.tree(quote.json());
        this.lang = lang;
    }

    void print(Output output) {
        output.say("%s %s  %s %s  %s %s"
                .formatted(
                        Word.QUOTE.in(lang),
                        quote.id().substring(0, SHORT_ID),
                        Word.CONTRACT.in(lang),
                        quote.contract(),
                        Word.EXPIRES.in(lang),
                        ShownTime.minute(quote.stands().endMillis())));
        output.print(new Shown(quote.id(), root), sites());
        printTerms(output);
    }

    /** Prints what each programme does and what else is agreed, where the form is for people. */
    void printTerms(Output output) {
        output.alsoForPeople(Word.PROGRAMMES.in(lang), programmes());
        output.alsoForPeople(Word.LOST_WORK.in(lang), lostWork());
        output.say("");
        output.say("%s: %s"
                .formatted(
                        Word.WHEN_MONEY_ENDS.in(lang),
                        Word.of(WhenMoneyEnds.valueOf(text(root, "whenMoneyEnds")), lang)));
    }

    private Table sites() {
        Table.Builder table = Table.of(
                Column.name("site", Word.SITE.in(lang)),
                Column.name("model", Word.MODEL.in(lang)),
                Column.number("grossCny", Word.GROSS.in(lang)),
                Column.number("payableNowCny", Word.PAYABLE.in(lang)),
                Column.number("expectedLaterCny", Word.LATER.in(lang)),
                Column.number("notConfirmedCny", Word.OPEN.in(lang)),
                Column.number("payableAtMostCny", Word.AT_MOST.in(lang)),
                Column.number("soonestPayableCny", Word.SOONEST.in(lang)),
                Column.text("note", Word.NOTE.in(lang)));
        for (JsonNode site : root.path("sites")) {
            if (site.path("offered").asBoolean()) {
                table.row(
                        text(site, "site"),
                        text(site, "model"),
                        money(site, "gross"),
                        money(site, "payableNow"),
                        money(site, "expectedLater"),
                        money(site, "notConfirmed"),
                        money(site, "payableAtMost"),
                        money(site.path("soonest"), "payableNow"),
                        "");
            } else {
                table.row(text(site, "site"), text(site, "model"), "", "", "", "", "", "", text(site, "why"));
            }
        }
        return table.build();
    }

    private Table programmes() {
        Table.Builder table = Table.of(
                Column.name("site", Word.SITE.in(lang)),
                Column.name("model", Word.MODEL.in(lang)),
                Column.name("programme", Word.PROGRAMME.in(lang)),
                Column.name("voucher", Word.VOUCHER.in(lang)),
                Column.text("outcome", Word.OUTCOME.in(lang)),
                Column.number("amountCny", Word.AMOUNT.in(lang)),
                Column.number("estimateCny", Word.ESTIMATE.in(lang)),
                Column.name("likely", Word.LIKELY.in(lang)),
                Column.text("payer", Word.PAYER.in(lang)),
                Column.text("balance", Word.BALANCE.in(lang)),
                Column.text("why", Word.WHY.in(lang)));
        for (JsonNode site : root.path("sites")) {
            for (JsonNode answer : site.path("programmes")) {
                table.row(
                        text(site, "site"),
                        text(site, "model"),
                        text(answer, "programme"),
                        text(answer, "number"),
                        Word.of(Outcome.valueOf(text(answer, "outcome")), lang),
                        money(answer, "amount"),
                        money(answer, "estimate"),
                        text(answer, "likely"),
                        text(answer, "payer"),
                        balances(answer),
                        text(answer, "why"));
            }
        }
        return table.build();
    }

    /** Returns each balance with its authority, and the figure's day where it is not ours. */
    private static String balances(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode balance : answer.path("balances")) {
            String kind = text(balance, "account")
                    .substring(0, text(balance, "account").indexOf('/'));
            text.append(text.isEmpty() ? "" : "; ")
                    .append(kind.toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(money(balance, "free").formatted())
                    .append(' ')
                    .append(text(balance, "authority"));
            if (balance.has("asOf")) {
                text.append(" at ").append(text(balance, "asOf"));
            }
        }
        return text.toString();
    }

    /** Returns what is credited, each cause and credit once with the sites that say so. */
    private Table lostWork() {
        Table.Builder table = Table.of(
                Column.text("cause", Word.CAUSE.in(lang)),
                Column.text("credit", Word.CREDIT.in(lang)),
                Column.text("sites", Word.SITE.in(lang)));
        for (LostWorkCause cause : LostWorkCause.values()) {
            for (LostWorkCredit credit : LostWorkCredit.values()) {
                TreeSet<String> sites = new TreeSet<>();
                for (JsonNode site : root.path("sites")) {
                    for (JsonNode loss : site.path("lostWork")) {
                        if (text(loss, "cause").equals(cause.name())
                                && text(loss, "credit").equals(credit.name())) {
                            sites.add(text(site, "site"));
                        }
                    }
                }
                if (!sites.isEmpty()) {
                    table.row(Word.of(cause, lang), Word.of(credit, lang), String.join(", ", sites));
                }
            }
        }
        return table.build();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static Money money(JsonNode node, String field) {
        return Money.ofFen(node.path(field).path("fen").asLong());
    }
}
