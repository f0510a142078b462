package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Moves an intent to its next state within a transaction, with the money that goes with it. */
final class Steps {
    private Steps() {}

    /**
     * @throws Undone when a command of the step is refused
     */
    static StepAnswer step(Turn turn, IntentStep step) {
        Handle handle = turn.handle();
        Optional<Intent> found = IntentRows.find(handle, step.attempt());
        if (found.isEmpty()) {
            return new StepAnswer.Refused("no start of %s is stored".formatted(step.attempt()));
        }
        Intent intent = found.get();
        if (intent.state() == step.to()) {
            return new StepAnswer.AlreadyThere(intent);
        }
        if (!step.to().mayFollow(intent.state())) {
            return new StepAnswer.Refused("it is %s and does not become %s".formatted(intent.state(), step.to()));
        }
        for (Command command : commands(intent, step)) {
            if (turn.book().apply(handle, command) instanceof Answer.Refused no) {
                throw new Undone("%s: %s".formatted(no.reason(), no.detail()));
            }
        }
        IntentRows.move(handle, intent, step);
        return new StepAnswer.Stepped(IntentRows.find(handle, step.attempt()).orElseThrow());
    }

    private static List<Command> commands(Intent intent, IntentStep step) {
        List<Command> commands = new ArrayList<>(step.money());
        intent.holdId().ifPresent(holdId -> {
            switch (step.to()) {
                case ACTED -> commands.add(new Command.Activate("activate/" + holdId, holdId));
                case ABORTED -> commands.add(new Command.VoidHold("void/" + holdId, holdId));
                case PLANNED, OBSERVED, CLOSED -> {
                    // The hold goes on: it is trimmed at the close and resolved by the issue.
                }
            }
        });
        return commands;
    }
}
