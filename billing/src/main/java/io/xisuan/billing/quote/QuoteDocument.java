package io.xisuan.billing.quote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.Money;

/**
 * A quote as it is stored when it is shown: canonical JSON, and the digest that names it. Fields have a fixed order, there is no
 * white space, money is {@code {"fen":123456,"currency":"CNY"}}, times are milliseconds since 1970.
 *
 * @param id SHA-256 of the text in hex: what a hold names
 */
public record QuoteDocument(String json, String id) {
    private static final String FORMAT = "xisuan-quote/2";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public static QuoteDocument of(QuoteSheet sheet) {
        ObjectNode root = NODES.objectNode();
        root.put("format", FORMAT);
        QuoteSheet.Head head = sheet.head();
        head.job().ifPresent(job -> root.put("job", job));
        root.put("tenant", head.tenant().value());
        root.put("contract", head.contract().value());
        root.put("devices", head.devices());
        root.put("earliestStartMillis", head.starts().startMillis());
        root.put("latestStartMillis", head.starts().endMillis());
        root.put("whenMoneyEnds", head.whenMoneyEnds().name());
        root.put("madeAtMillis", head.madeAtMillis());
        root.put("expiresAtMillis", head.expiresAtMillis());
        ArrayNode sites = root.putArray("sites");
        sheet.sites().forEach(site -> site(sites.addObject(), site));
        String json = root.toString();
        return new QuoteDocument(json, Sha256.hex(json));
    }

    private static void site(ObjectNode node, SiteQuote site) {
        node.put("site", site.site().value());
        node.put("model", site.model().id());
        switch (site) {
            case SiteQuote.NotOffered no -> {
                node.put("offered", false);
                node.put("why", no.why());
            }
            case SiteQuote.Offered offered -> offered(node, offered);
        }
    }

    private static void offered(ObjectNode node, SiteQuote.Offered offered) {
        Quote worst = offered.worst();
        node.put("offered", true);
        node.put("tariff", worst.tariff());
        node.put("microsPerDeviceHour", worst.price().microsPerDeviceHour());
        if (!worst.request().share().whole()) {
            node.put("share", worst.request().share().toString());
        }
        node.put("runtimeMillis", worst.request().runtimeMillis());
        figures(node, worst);
        figures(node.putObject("soonest"), offered.soonest());
        ArrayNode programmes = node.putArray("programmes");
        worst.programmes().forEach(answer -> answer(programmes.addObject(), answer));
        ArrayNode lost = node.putArray("lostWork");
        offered.lostWork()
                .forEach(loss -> lost.addObject()
                        .put("cause", loss.cause().name())
                        .put("credit", loss.credit().name()));
    }

    private static void figures(ObjectNode node, Quote quote) {
        node.put("startMillis", quote.startMillis());
        node.set("gross", money(quote.gross()));
        node.set("payableNow", money(quote.payableNow()));
        node.set("payableAtMost", money(quote.atMost()));
        node.set("expectedLater", money(quote.expectedLater()));
        node.set("notConfirmed", money(quote.notConfirmedEstimate()));
    }

    private static void answer(ObjectNode node, ProgrammeAnswer answer) {
        node.put("programme", answer.terms().grant().programme().value());
        node.put("voucher", answer.terms().grant().voucher().value());
        node.put("number", answer.terms().grant().number());
        node.put("payer", answer.terms().grant().payer());
        node.put("outcome", answer.outcome().name());
        node.set("amount", money(answer.amount()));
        node.set("estimate", money(answer.estimate()));
        node.put("why", answer.why());
        answer.likely().ifPresent(month -> node.put("likely", month.toString()));
        ArrayNode balances = node.putArray("balances");
        for (BalanceFigure figure : answer.balances()) {
            ObjectNode balance = balances.addObject();
            balance.put("account", figure.account().toString());
            balance.put("authority", figure.authority().name());
            balance.set("free", money(figure.free()));
            figure.asOf().ifPresent(day -> balance.put("asOf", day.toString()));
        }
    }

    private static ObjectNode money(Money money) {
        return NODES.objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }
}
