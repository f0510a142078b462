package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.StopRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Answers why a job stands where it stands: every decision on it with its whole reason, and what each attempt came to. */
public final class WhyAnswers {
    /** The last so many decisions are told: an answer has a bound. */
    private static final int MOST_TOLD = 200;

    private static final String STOP = "stop";

    private WhyAnswers() {}

    /** What the store holds of one job. */
    public record Past(List<DecisionRecord> decisions, List<Intent> attempts, List<StopRecord> stops) {
        public Past {
            decisions = List.copyOf(decisions);
            attempts = List.copyOf(attempts);
            stops = List.copyOf(stops);
        }
    }

    private record Told(long atMillis, String kind, String reason, String text) {}

    /** Returns the answer; of a job whose attempts were another tenant's there is none. */
    public static Answer answer(JobSeen seen, Asker asker, Past past, long nowMillis) {
        boolean others = past.attempts().stream().anyMatch(one -> !one.tenant().equals(asker.tenant()));
        if (others) {
            return noJob(asker, seen.job().name());
        }
        ObjectNode root = Nodes.object("why", nowMillis);
        root.put("job", seen.job().toString());
        root.put("uid", seen.job().uid());
        Phases.into(root, seen.verdict(), asker);
        List<Told> story = story(past);
        int first = Math.max(0, story.size() - MOST_TOLD);
        root.put("leftOut", first);
        ArrayNode told = root.putArray("story");
        for (Told one : story.subList(first, story.size())) {
            told.addObject()
                    .put("atMillis", one.atMillis())
                    .put("kind", one.kind())
                    .put("reason", one.reason())
                    .put("text", asker.heard(one.text()));
        }
        ArrayNode attempts = root.putArray("attempts");
        past.attempts().forEach(attempt -> Attempts.into(attempts.addObject(), attempt, asker));
        return new Answer.Given(root);
    }

    /** Returns what is said where the namespace has no such job. */
    public static Answer.Refused noJob(Asker asker, String name) {
        return new Answer.Refused(
                Answer.Why.JOB_NOT_FOUND,
                "namespace %s has no job %s: see xisuan jobs for those it has".formatted(asker.namespace(), name));
    }

    /** Orders to stop are told once, by themselves: the log of decisions has some of them too. */
    private static List<Told> story(Past past) {
        List<Told> story = new ArrayList<>();
        past.decisions().stream()
                .filter(decision -> !decision.kind().equals(STOP))
                .forEach(decision ->
                        story.add(new Told(decision.atMillis(), decision.kind(), decision.reason(), decision.text())));
        past.stops().stream()
                .map(StopRecord::order)
                .forEach(order -> story.add(new Told(order.orderedAtMillis(), STOP, order.reason(), order.text())));
        story.sort(Comparator.comparingLong(Told::atMillis));
        return story;
    }
}
