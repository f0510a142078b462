package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Command;
import java.util.List;
import java.util.Optional;

/** What a command is about. */
final class CommandScope {
    private CommandScope() {}

    /**
     * Lets no posting pass that goes with nothing.
     *
     * @throws IllegalArgumentException for a posting or its undoing
     */
    static void refusePostings(List<Command> commands) {
        if (commands.stream()
                .anyMatch(command -> command instanceof Command.Post || command instanceof Command.Unpost)) {
            throw new IllegalArgumentException(
                    "Postings go with the issue of an invoice, and their undoing with a note");
        }
    }

    static Optional<String> holdOf(Command command) {
        return switch (command) {
            case Command.Place place -> Optional.of(place.owner().holdId());
            case Command.Activate activate -> Optional.of(activate.holdId());
            case Command.Extend extend -> Optional.of(extend.holdId());
            case Command.Post post -> Optional.of(post.holdId());
            case Command.Trim trim -> Optional.of(trim.holdId());
            case Command.Resolve resolve -> Optional.of(resolve.holdId());
            case Command.VoidHold voided -> Optional.of(voided.holdId());
            case Command.Lapse lapse -> Optional.of(lapse.holdId());
            case Command.Unpost unpost -> Optional.of(unpost.holdId());
            case Command.Transfer transfer -> Optional.of(transfer.holdId());
            case Command.Open open -> Optional.empty();
            case Command.Regrant regrant -> Optional.empty();
            case Command.Declare declare -> Optional.empty();
            case Command.Expire expire -> Optional.empty();
            case Command.Reopen reopen -> Optional.empty();
            case Command.Revoke revoke -> Optional.empty();
        };
    }
}
