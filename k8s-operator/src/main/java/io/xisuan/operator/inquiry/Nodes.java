package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.Money;

/** Answers as trees: fields have a fixed order, times are milliseconds since 1970, money is {@code {"fen":123456,"currency":"CNY"}}. */
final class Nodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Nodes() {}

    static ObjectNode object(String kind, long answeredMillis) {
        return NODES.objectNode().put("kind", kind).put("answeredMillis", answeredMillis);
    }

    static ObjectNode money(Money money) {
        return NODES.objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }
}
