package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Digests by which a command is known again where the state alone does not show that it was done. */
public final class CommandDigest {
    private static final AccountKeys NONE = new AccountKeys() {
        @Override
        public OptionalLong keyOf(AccountId id) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<AccountId> idOf(long key) {
            return Optional.empty();
        }
    };

    private CommandDigest() {}

    /** Returns whether the state alone does not show that a command was done, so that its id is kept. */
    public static boolean isRare(Command command) {
        return command instanceof Command.Regrant
                || command instanceof Command.Declare
                || command instanceof Command.Expire
                || command instanceof Command.Reopen
                || command instanceof Command.Revoke;
    }

    /** Returns SHA-256 in hex over the command's canonical bytes, with balances by their names. */
    public static String of(Command command) {
        ByteWriter out = new ByteWriter();
        new CommandWriter(out, NONE).write(command);
        return Sha256.hex(out.toBytes());
    }

    /** Returns what stands beside the lines that an extension brought; unchanged since the first version of the tables. */
    public static String ofLines(Command.Extend extend) {
        List<String> fields = new ArrayList<>(List.of("extend", extend.id(), extend.holdId()));
        extend.lines()
                .forEach(line -> fields.add(line.legs() + "=" + line.amount().fen()));
        return Sha256.hexOfFields(fields);
    }
}
