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

    /** Moves one intent on in a batch of its own. */
    static StepAnswer alone(MoneyWriter writer, long epoch, IntentStep step) {
        return Undone.orRefused(
                () -> writer.now(epoch, 1, turn -> step(turn.settled(), step)), StepAnswer.Refused::new);
    }

    /** Moves intents on together; where a command is refused, each again alone, so that it takes no other with it. */
    static List<StepAnswer> together(MoneyWriter writer, long epoch, List<IntentStep> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        try {
            return writer.now(
                    epoch,
                    steps.size(),
                    turn -> steps.stream()
                            .map(step -> step(turn.settled(), step))
                            .toList());
        } catch (Undone oneOfThem) {
            return steps.stream().map(step -> alone(writer, epoch, step)).toList();
        }
    }

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
                case ACTED -> commands.add(activate(holdId));
                case ABORTED -> commands.add(new Command.VoidHold("void/" + holdId, holdId));
                case CLOSED -> {
                    // The hold goes on: it is trimmed at the close and resolved by the issue. Of an attempt that nobody
                    // noted as begun
                    // it is made active first, so that its time does not end it before that.
                    if (intent.state() == IntentState.PLANNED) {
                        commands.addFirst(activate(holdId));
                    }
                }
                case PLANNED, OBSERVED -> {}
            }
        });
        return commands;
    }

    private static Command activate(String holdId) {
        return new Command.Activate("activate/" + holdId, holdId);
    }
}
