package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.model.Money;
import java.util.Optional;

/** The fields of an answer, as people read them. */
public final class AnswerText {
    private AnswerText() {}

    /** Returns a text field; empty text where it is absent. */
    public static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    /** Returns an instant's minute in Asia/Shanghai; empty text where it is absent. */
    public static String minute(JsonNode node, String field) {
        return node.path(field).isIntegralNumber()
                ? ShownTime.minute(node.path(field).asLong())
                : "";
    }

    /** Returns an amount; empty where it is absent. */
    public static Optional<Money> money(JsonNode node, String field) {
        return Optional.of(node.path(field).path("fen"))
                .filter(JsonNode::isIntegralNumber)
                .map(fen -> Money.ofFen(fen.asLong()));
    }

    /** Returns when something is expected to start, and how sure that is. */
    public static String start(JsonNode start, Language lang) {
        String at = minute(start, "startMillis");
        return switch (text(start, "when")) {
            case "NOW" -> lang.of("立即", "now");
            case "EXPECTED" ->
                start.path("firm").asBoolean()
                        ? lang.of("%s（已留位）", "%s (places kept)").formatted(at)
                        : lang.of("约 %s", "~%s").formatted(at);
            case "NOT_BEFORE" -> lang.of("不早于 %s", "not before %s").formatted(at);
            case "STARTED" -> at;
            case "NEVER" -> lang.of("不会开始", "never");
            default -> lang.of("未知", "not known");
        };
    }

    /** Returns what makes a start possible then and not before. */
    public static String cause(JsonNode start, Language lang) {
        return switch (text(start, "cause")) {
            case "JOBS_END" -> lang.of("运行中的作业届时结束", "jobs that run end by then");
            case "QUEUE_AHEAD" -> lang.of("前面排队的作业届时结束", "jobs ahead in the queue end by then");
            case "HEADROOM_FALLS" -> lang.of("站点业主届时需求减少", "the site's owner needs fewer devices by then");
            case "NOT_BEFORE" -> lang.of("作业要求不早于此时", "it is not to start earlier");
            case "DATA_ARRIVES" -> lang.of("数据届时到位", "its data has arrived by then");
            case "CHEAPER_THEN" -> lang.of("届时更便宜", "it is cheaper then");
            case "VICTIMS_LEAVE" -> lang.of("让位的作业届时离开", "jobs that leave for it have left by then");
            default -> "";
        };
    }
}
