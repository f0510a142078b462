package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of an entry while its batch is decided: a format byte, a kind, and each command with its answer. A refusal stands as its
 * reason; its words follow from the balances.
 */
public final class BatchBody {
    /** The form of all bodies that this version writes. */
    static final int FORMAT = 1;

    static final int BATCH = 'B';
    static final int SNAPSHOT = 'S';

    private final ByteWriter out = new ByteWriter().octet(FORMAT).octet(BATCH);
    private final CommandWriter commands;
    private boolean empty = true;

    public BatchBody(AccountKeys keys) {
        this.commands = new CommandWriter(out, keys);
    }

    /** Adds a command that was decided. */
    public void add(Command command, Answer answer) {
        commands.write(command);
        out.octet(
                switch (answer) {
                    case Answer.Done done -> 0;
                    case Answer.Refused refused -> refused.reason().code();
                });
        empty = false;
    }

    public boolean isEmpty() {
        return empty;
    }

    public byte[] toBytes() {
        return out.toBytes();
    }

    /** A command as it was written, with the reason for which it was refused. */
    record Written(Command command, Optional<RefusalReason> refused) {}

    static List<Written> read(ByteReader in, AccountKeys keys) {
        CommandReader reader = new CommandReader(in, keys);
        List<Written> written = new ArrayList<>();
        while (!in.atEnd()) {
            Command command = reader.read();
            written.add(new Written(command, reason(in.octet())));
        }
        return written;
    }

    private static Optional<RefusalReason> reason(int code) {
        if (code == 0) {
            return Optional.empty();
        }
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason.code() == code) {
                return Optional.of(reason);
            }
        }
        throw new IllegalArgumentException("no answer has the code %d".formatted(code));
    }
}
