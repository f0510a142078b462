package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.BillingPeriod;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Money, intents and documents in one database. Each method that writes is one transaction: all of it is stored or nothing.
 *
 * <p>Methods that take an epoch are the leader's: they throw {@link FencedException} once a newer epoch was minted. Any thread
 * may call any method.
 */
public final class Store implements AutoCloseable {
    private Store() {}

    /**
     * Opens a store, or makes it.
     *
     * @param jdbcUrl {@code jdbc:sqlite:FILE}
     * @throws io.xisuan.model.InputException when the URL is of another kind, the file lies on a network file system, or what it
     *     holds does not add up
     */
    public static Store open(String jdbcUrl) {
        return unfinished();
    }

    /**
     * Opens a store that exists, for reading alone: nothing is made and nothing is changed.
     *
     * @throws io.xisuan.model.InputException when there is none, saying where it looked
     */
    public static Store openReadOnly(String jdbcUrl) {
        return unfinished();
    }

    /** Makes the caller the leader and refuses all former ones from now on; returns the new epoch. */
    public long mintEpoch(String holder, long nowMillis) {
        return Store.<Long>unfinished();
    }

    /** Says that the leader is alive. */
    public void heartbeat(long epoch, long nowMillis) {
        unfinished();
    }

    /** Returns the leader, or empty when there never was one. */
    public Optional<LeaderSeen> leaderSeen() {
        return unfinished();
    }

    /**
     * Adds suppliers and contracts that are new.
     *
     * @throws io.xisuan.model.InputException when one is stored with other content, saying what differs
     */
    public void importParties(List<Supplier> suppliers, List<Contract> contracts) {
        unfinished();
    }

    public List<Supplier> suppliers() {
        return unfinished();
    }

    public List<Contract> contracts() {
        return unfinished();
    }

    /**
     * Stores a grant at its first sight and opens its balances.
     *
     * @param openings the balances with what they come to with this grant; one that is open already (a firm's cap) is raised to
     *     that, never lowered
     */
    public GrantAnswer recordGrant(long epoch, GrantRecord grant, List<Command.Open> openings) {
        return unfinished();
    }

    /** Returns all grants in order of first sight. */
    public List<GrantRecord> grants() {
        return unfinished();
    }

    /** Returns the balances, as a copy: what a plan decrements. */
    public SortedMap<AccountId, Account> balances() {
        return unfinished();
    }

    /** Returns balances and unresolved holds, as a copy. */
    public EntitlementBook books() {
        return unfinished();
    }

    /** Returns a hold, resolved or not. */
    public Optional<Hold> hold(String holdId) {
        return unfinished();
    }

    /** Stores holds, intents, quotes and decisions of a cycle's starts; a refused hold drops only its own proposal. */
    public List<StartAnswer> commitStarts(long epoch, List<StartProposal> proposals, long nowMillis) {
        return unfinished();
    }

    /** Moves an intent on, with the money that goes with it. */
    public StepAnswer advance(long epoch, IntentStep step) {
        return unfinished();
    }

    /** Returns the intents that are PLANNED, ACTED or OBSERVED, in order of attempt. */
    public List<Intent> liveIntents() {
        return unfinished();
    }

    /** Returns all intents of a job, in order of attempt. */
    public List<Intent> intents(String jobUid) {
        return unfinished();
    }

    public Optional<Intent> intent(AttemptKey attempt) {
        return unfinished();
    }

    /** Returns the attempt that a new start of the job has, from 1. */
    public int nextAttempt(String jobUid) {
        return Store.<Integer>unfinished();
    }

    /** Stores decisions, each only when it differs from the job's last one. */
    public void appendDecisions(long epoch, List<DecisionRecord> decisions) {
        unfinished();
    }

    /** Returns what was decided about a job, oldest first. */
    public List<DecisionRecord> decisions(String jobUid) {
        return unfinished();
    }

    /** Returns the prefixes of the suppliers and the last number of each series: what issuing counts on from. */
    public NumberBook numbers() {
        return unfinished();
    }

    /**
     * Issues a part of a month: numbers, documents, ledger, postings to holds, cut and journal position.
     *
     * @return the stored invoices
     * @throws StoreException when numbers, cut or postings do not follow on what is stored; nothing is stored then
     */
    public List<StoredInvoice> issue(long epoch, IssueBatch batch) {
        return unfinished();
    }

    /** Returns the last journal record that was invoiced for a month, or empty when none was. */
    public OptionalLong lastInvoicedSeq(BillingPeriod period) {
        return unfinished();
    }

    /** Returns whether the last part of a month was issued. */
    public boolean closed(BillingPeriod period) {
        return Store.<Boolean>unfinished();
    }

    /** Returns how far into the journal the books reach, or empty before the first issue. */
    public Optional<JournalPosition> journalPosition() {
        return unfinished();
    }

    /** Asks the leader to issue a month; returns the request's id. */
    public long requestIssue(BillingPeriod period, IssuePart part, String requestedBy, long nowMillis) {
        return Store.<Long>unfinished();
    }

    /** Returns the requests without an answer, oldest first. */
    public List<IssueRequest> pendingRequests() {
        return unfinished();
    }

    /** Answers a request, once. */
    public void answerRequest(long epoch, long id, String answer, boolean ok) {
        unfinished();
    }

    public Optional<IssueRequest> request(long id) {
        return unfinished();
    }

    /** Returns issued invoices in order of issue. */
    public List<StoredInvoice> invoices(InvoiceFilter filter) {
        return unfinished();
    }

    public Optional<StoredInvoice> invoice(String number) {
        return unfinished();
    }

    /** Returns the ledger's entries in order. */
    public List<LedgerEntry> ledger() {
        return unfinished();
    }

    /** Reads all entries and documents and says whether they are as they were written. */
    public LedgerCheck verifyLedger() {
        return unfinished();
    }

    /** Returns a stored document as the invoice that it was rendered from. */
    public static Invoice read(StoredInvoice stored) {
        return unfinished();
    }

    @Override
    public void close() {
        unfinished();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T> T unfinished() {
        throw new UnsupportedOperationException("The store is being written");
    }
}
