package io.xisuan.billing.store;

/** The version of the tables that this program makes and reads: a database of a lower one is brought up to it, of a higher one refused. */
public final class StoreVersion {
    private StoreVersion() {}

    /** Returns this program's version. */
    public static int ofProgram() {
        return MigrationScripts.of(Dialect.of("jdbc:sqlite:xisuan.db")).last();
    }
}
