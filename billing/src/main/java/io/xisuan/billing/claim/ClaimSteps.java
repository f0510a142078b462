package io.xisuan.billing.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Steps of a claim as canonical JSON: what a claim's history keeps, and what a second person approves. */
public final class ClaimSteps {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ClaimSteps() {}

    /** Returns the name of the kind of step, as {@code freeze}. */
    public static String kind(ClaimStep step) {
        return switch (step) {
            case ClaimStep.Withdraw withdraw -> "withdraw";
            case ClaimStep.Freeze freeze -> "freeze";
            case ClaimStep.Submit submit -> "submit";
            case ClaimStep.Answer answer -> "answer";
            case ClaimStep.Pay pay -> "pay";
            case ClaimStep.Reconcile reconcile -> "reconcile";
            case ClaimStep.ClawBack back -> "clawback";
            case ClaimStep.Repay repay -> "repay";
        };
    }

    /** Returns the step as JSON, fields in a fixed order. */
    public static String json(ClaimStep step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("step", kind(step));
        switch (step) {
            case ClaimStep.Withdraw withdraw -> {}
            case ClaimStep.Reconcile reconcile -> {}
            case ClaimStep.Freeze(String root) -> node.put("root", root);
            case ClaimStep.Submit(LocalDate day, String receipt) ->
                node.put("day", day.toString()).put("receipt", receipt);
            case ClaimStep.Answer answer -> answer(node, answer);
            case ClaimStep.Pay pay -> paid(node, pay);
            case ClaimStep.ClawBack(Money amount, RejectionCause cause, LocalDate day, String reference) ->
                money(node.put("cause", cause.name()), amount, day, reference);
            case ClaimStep.Repay(Money amount, LocalDate day, String reference) -> money(node, amount, day, reference);
        }
        return node.toString();
    }

    private static void answer(ObjectNode node, ClaimStep.Answer answer) {
        node.put("day", answer.day().toString());
        node.put("acceptedFen", answer.accepted().fen());
        ObjectNode named = node.putObject("lines");
        answer.named().forEach((line, amount) -> named.put(Integer.toString(line), amount.fen()));
        answer.rest().ifPresent(rest -> node.put("cause", rest.cause().name()).put("appeal", rest.appeal()));
    }

    private static void paid(ObjectNode node, ClaimStep.Pay pay) {
        money(node.put("level", pay.level()), pay.amount(), pay.day(), pay.reference());
        if (pay.bankLine() > 0) {
            node.put("line", pay.bankLine());
        }
    }

    private static void money(ObjectNode node, Money amount, LocalDate day, String reference) {
        node.put("fen", amount.fen()).put("day", day.toString()).put("reference", reference);
    }

    /**
     * Reads a step.
     *
     * @throws InputException when the text is none
     */
    public static ClaimStep read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            ClaimStep step = step(node, text(node, "step"));
            if (!json(step).equals(json)) {
                throw InputException.of("The step of a claim has other text than its content: it was changed");
            }
            return step;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw InputException.of("\"%s\" is no step of a claim: %s".formatted(json, e.getMessage()));
        }
    }

    private static ClaimStep step(JsonNode node, String kind) {
        return switch (kind) {
            case "withdraw" -> new ClaimStep.Withdraw();
            case "reconcile" -> new ClaimStep.Reconcile();
            case "freeze" -> new ClaimStep.Freeze(text(node, "root"));
            case "submit" -> new ClaimStep.Submit(day(node), text(node, "receipt"));
            case "answer" -> answer(node);
            case "pay" ->
                new ClaimStep.Pay(
                        text(node, "level"),
                        fen(node, "fen"),
                        day(node),
                        text(node, "reference"),
                        node.path("line").longValue());
            case "clawback" ->
                new ClaimStep.ClawBack(fen(node, "fen"), cause(node), day(node), text(node, "reference"));
            case "repay" -> new ClaimStep.Repay(fen(node, "fen"), day(node), text(node, "reference"));
            case String other -> throw new IllegalArgumentException("\"%s\" is no kind of step".formatted(other));
        };
    }

    private static ClaimStep answer(JsonNode node) {
        SortedMap<Integer, Money> named = new TreeMap<>();
        for (Map.Entry<String, JsonNode> line : node.path("lines").properties()) {
            named.put(
                    Integer.valueOf(line.getKey()), Money.ofFen(line.getValue().longValue()));
        }
        Optional<ClaimStep.Rest> rest = node.has("cause")
                ? Optional.of(
                        new ClaimStep.Rest(cause(node), node.path("appeal").booleanValue()))
                : Optional.empty();
        return new ClaimStep.Answer(day(node), fen(node, "acceptedFen"), named, rest);
    }

    private static RejectionCause cause(JsonNode node) {
        return RejectionCause.valueOf(text(node, "cause"));
    }

    private static LocalDate day(JsonNode node) {
        return LocalDate.parse(text(node, "day"));
    }

    private static Money fen(JsonNode node, String field) {
        if (!node.path(field).isIntegralNumber()) {
            throw new IllegalArgumentException("it has no whole \"%s\"".formatted(field));
        }
        return Money.ofFen(node.path(field).longValue());
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("it has no \"%s\"".formatted(field));
        }
        return node.path(field).textValue();
    }
}
