package io.xisuan.operator.loop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.quote.ProgrammeAnswer;
import io.xisuan.billing.quote.Quote;
import io.xisuan.model.Money;

/** A quote as it is stored beside the hold that names it: fields in a fixed order, money as fen. */
final class QuoteJson {
    private static final String FORMAT = "xisuan-quote/1";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private QuoteJson() {}

    static String of(Quote quote) {
        ObjectNode root = NODES.objectNode();
        root.put("format", FORMAT);
        root.put("contract", quote.request().contract().value());
        root.put("site", quote.request().item().site().value());
        root.put("model", quote.request().item().model().id());
        root.put("devices", quote.request().devices());
        root.put("runtimeMillis", quote.request().runtimeMillis());
        root.put("earliestStartMillis", quote.request().starts().startMillis());
        root.put("latestStartMillis", quote.request().starts().endMillis());
        root.put("microsPerDeviceHour", quote.price().microsPerDeviceHour());
        root.set("gross", money(quote.gross()));
        root.set("payableNow", money(quote.payableNow()));
        root.set("expectedLater", money(quote.expectedLater()));
        ArrayNode programmes = root.putArray("programmes");
        quote.programmes().forEach(answer -> programmes.add(answer(answer)));
        return root.toString();
    }

    private static ObjectNode answer(ProgrammeAnswer answer) {
        ObjectNode node = NODES.objectNode();
        node.put("programme", answer.terms().grant().programme().value());
        node.put("voucher", answer.terms().grant().voucher().value());
        node.put("outcome", answer.outcome().name());
        node.set("amount", money(answer.amount()));
        node.put("why", answer.why());
        return node;
    }

    private static ObjectNode money(Money money) {
        return NODES.objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }
}
