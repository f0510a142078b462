package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ProgrammeId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

/**
 * Money, intents and documents in one database. Each method that writes is one transaction: all of it is stored or nothing.
 *
 * <p>Methods that take an epoch are the leader's: they throw {@link FencedException} once a newer epoch was minted. Any thread
 * may call any method.
 */
public final class Store implements AutoCloseable {
    private final Database database;
    private final MoneyMemory money;
    private final MoneyWriter writer;

    private Store(Database database, MoneyMemory money) {
        this.database = database;
        this.money = money;
        this.writer = new MoneyWriter(money);
    }

    /**
     * Opens a store, or makes it.
     *
     * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/NAME}; user and password that it does not name
     *     are those of PGUSER and PGPASSWORD
     * @throws io.xisuan.model.InputException when the URL is of another kind, the database cannot be trusted with money (a file on
     *     a network file system, a server without fsync), lets nobody in, or holds what does not add up
     * @throws StoreUnreachableException when the server does not answer
     */
    public static Store open(String jdbcUrl) {
        return open(Dialect.of(jdbcUrl));
    }

    static Store open(Dialect dialect) {
        Database database = Database.open(dialect);
        return new Store(database, new MoneyMemory(database)).checked();
    }

    /**
     * Opens a store that exists, for reading alone: nothing is made and nothing is changed.
     *
     * @throws io.xisuan.model.InputException when there is none, saying where it looked
     */
    public static Store openReadOnly(String jdbcUrl) {
        Database database = Database.openReadOnly(Dialect.of(jdbcUrl));
        return new Store(database, new MoneyMemory(database));
    }

    /** Opens a store that exists, to write to it; an {@link io.xisuan.model.InputException} says where it looked when there is none. */
    public static Store openExisting(String jdbcUrl) {
        Dialect.of(jdbcUrl).requireExisting();
        return open(jdbcUrl);
    }

    /** Makes the caller the leader and refuses all former ones from now on; returns the new epoch. */
    public long mintEpoch(String holder, long nowMillis) {
        return money.mint(holder, nowMillis);
    }

    /** Says that the leader is alive. */
    public void heartbeat(long epoch, long nowMillis) {
        database.write(handle -> {
            LeaderRow.heartbeat(handle, epoch, nowMillis);
            return true;
        });
    }

    /** Returns the leader, or empty when there never was one. */
    public Optional<LeaderSeen> leaderSeen() {
        return database.read(LeaderRow::seen);
    }

    /**
     * Adds suppliers and contracts that are new.
     *
     * @throws io.xisuan.model.InputException when one is stored with other content, saying what differs
     */
    public void importParties(List<Supplier> suppliers, List<Contract> contracts) {
        database.write(handle -> {
            PartyRows.add(handle, suppliers, contracts);
            return true;
        });
    }

    public List<Supplier> suppliers() {
        return database.read(PartyRows::suppliers);
    }

    public List<Contract> contracts() {
        return database.read(PartyRows::contracts);
    }

    /**
     * Keeps the versions of price lists that starts or invoices name, as they are at their first use.
     *
     * @throws io.xisuan.model.InputException when one was used before with other content
     */
    public void useTariffs(long epoch, Collection<TariffVersion> versions, long nowMillis) {
        SortedMap<String, String> known = tariffDigests();
        if (versions.stream().allMatch(version -> version.isAs(known.getOrDefault(version.id(), "")))) {
            return;
        }
        writer.now(epoch, versions.size(), turn -> {
            TariffRows.use(turn.handle(), versions, nowMillis);
            return true;
        });
    }

    /** Returns the digests of the tariff versions that were used, by their ids. */
    public SortedMap<String, String> tariffDigests() {
        return database.read(TariffRows::digests);
    }

    /** Returns the tariff versions that were used, in order of id. */
    public List<UsedTariff> usedTariffs() {
        return database.read(TariffRows::all);
    }

    /**
     * Stores a grant at its first sight and opens its balances.
     *
     * @param openings the balances with what they come to with this grant; one that is open already (a firm's cap) is raised to
     *     that, never lowered
     */
    public GrantAnswer recordGrant(long epoch, GrantRecord grant, List<Command.Open> openings) {
        return Undone.orRefused(
                () -> writer.now(epoch, openings.size(), turn -> GrantRows.record(turn.settled(), grant, openings)),
                GrantAnswer.Refused::new);
    }

    /** Returns all grants in order of first sight. */
    public List<GrantRecord> grants() {
        return database.read(GrantRows::all);
    }

    /** Returns the balances, as a copy: what a plan decrements. */
    public SortedMap<AccountId, Account> balances() {
        return money.read((handle, book) -> book.book().accounts());
    }

    /** Returns balances and unresolved holds, as a copy. */
    public EntitlementBook books() {
        return money.read((handle, book) -> book.book().copy());
    }

    /** Returns a hold, resolved or not. */
    public Optional<Hold> hold(String holdId) {
        return money.read((handle, book) -> book.hold(handle, holdId));
    }

    /** Returns the hold of an attempt, resolved or not, whenever it was planned. */
    public Optional<Hold> hold(HoldOwner attempt) {
        return money.read((handle, book) -> book.hold(handle, attempt));
    }

    /** Stores holds, intents, quotes and decisions of a cycle's starts; a refused hold drops only its own proposal. */
    public List<StartAnswer> commitStarts(long epoch, List<StartProposal> proposals, long nowMillis) {
        return writer.now(
                epoch,
                proposals.size(),
                turn -> proposals.stream()
                        .map(proposal -> turn.starts().decide(proposal, nowMillis))
                        .toList());
    }

    /** Submits one start; completed once it is on the disk or refused, exceptionally as {@link #commitStarts} throws. */
    public CompletableFuture<StartAnswer> submit(long epoch, StartProposal proposal, long nowMillis) {
        return writer.later(epoch, 1, turn -> turn.starts().decide(proposal, nowMillis));
    }

    /** Submits one command on balances; completed once the answer is on the disk, exceptionally as {@link #apply} throws. */
    public CompletableFuture<Answer> submit(long epoch, Command command) {
        CommandScope.refusePostings(List.of(command));
        return writer.later(epoch, 1, turn -> turn.book().apply(turn.handle(), command));
    }

    /** Returns the best-only choices by which money was posted. */
    public SortedMap<GroupChoice, ProgrammeId> bestChoices() {
        return database.read(ChoiceRows::all);
    }

    /** Returns money that came in and where tenants stand. */
    public CreditBook credit() {
        return new CreditBook(database);
    }

    /** Returns the quotes that were shown. */
    public QuoteBook quotes() {
        return new QuoteBook(database);
    }

    /** Moves an intent on, with the money that goes with it. */
    public StepAnswer advance(long epoch, IntentStep step) {
        return Steps.alone(writer, epoch, step);
    }

    /** Moves intents on in one transaction, and answers each in its place; a step that is refused takes no other with it. */
    public List<StepAnswer> advance(long epoch, List<IntentStep> steps) {
        return Steps.together(writer, epoch, steps);
    }

    /** Applies commands on balances that go with no intent, each with its own answer; a posting is refused, it goes with an issue. */
    public List<Answer> apply(long epoch, List<Command> commands) {
        CommandScope.refusePostings(commands);
        return applyAny(epoch, commands);
    }

    List<Answer> applyAny(long epoch, List<Command> commands) {
        return writer.now(
                epoch,
                commands.size(),
                turn -> commands.stream()
                        .map(command -> turn.book().apply(turn.handle(), command))
                        .toList());
    }

    /** Returns the intents that are PLANNED, ACTED or OBSERVED, in order of attempt. */
    public List<Intent> liveIntents() {
        return database.read(IntentRows::live);
    }

    /** Returns all intents of a job, in order of attempt. */
    public List<Intent> intents(String jobUid) {
        return database.read(handle -> IntentRows.ofJob(handle, jobUid));
    }

    /** Returns all intents of some jobs, by job uid, each in order of attempt; a job that never had any has none. */
    public SortedMap<String, List<Intent>> intents(Collection<String> jobUids) {
        return database.read(handle -> IntentRows.ofJobs(handle, jobUids));
    }

    public Optional<Intent> intent(AttemptKey attempt) {
        return database.read(handle -> IntentRows.find(handle, attempt));
    }

    /** Returns the attempt that a new start of the job has, from 1. */
    public int nextAttempt(String jobUid) {
        return database.read(handle -> IntentRows.nextAttempt(handle, jobUid));
    }

    /** Returns what was decided on attempts' ends before their time. */
    public StopBook stops() {
        return new StopBook(database);
    }

    /** Stores decisions, each only when it differs from the job's last one. */
    public void appendDecisions(long epoch, List<DecisionRecord> decisions) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            DecisionRows.insertChanges(handle, decisions);
            return true;
        });
    }

    /** Returns what was decided about a job, oldest first. */
    public List<DecisionRecord> decisions(String jobUid) {
        return database.read(handle -> DecisionRows.ofJob(handle, jobUid));
    }

    /** Returns the prefixes of the suppliers and the last number of each series: what issuing counts on from. */
    public NumberBook numbers() {
        return database.read(DocumentRows::numbers);
    }

    /**
     * Issues a part of a month: numbers, documents, ledger, postings to holds, cut and journal position.
     *
     * @return the stored invoices
     * @throws StoreException when numbers, cut or postings do not follow on what is stored; nothing is stored then
     */
    public List<StoredInvoice> issue(long epoch, IssueBatch batch) {
        return writer.now(epoch, batch.postings().size() + 1, turn -> {
            Turn now = turn.settled();
            return new Issues(now.handle(), now.book()).issue(batch);
        });
    }

    /** Returns the last journal record that was invoiced for a month, or empty when none was. */
    public OptionalLong lastInvoicedSeq(BillingPeriod period) {
        return database.read(handle -> Issues.lastInvoicedSeq(handle, period));
    }

    /** Returns the last journal record that was invoiced, by month; a month without any is absent. */
    public SortedMap<BillingPeriod, Long> invoicedThrough() {
        return database.read(Issues::invoicedThrough);
    }

    /** Returns the holds that are not resolved though their attempts are CLOSED: no more usage of them can come. */
    public SortedSet<String> endedHolds() {
        return database.read(IntentRows::endedHolds);
    }

    /** Returns whether the last part of a month was issued. */
    public boolean closed(BillingPeriod period) {
        return database.read(handle -> Issues.closed(handle, period));
    }

    /** Returns how far into the journal the books reach, or empty before the first issue. */
    public Optional<JournalPosition> journalPosition() {
        return database.read(Issues::position);
    }

    /** Asks the leader to issue a month, as versions did that had no drafts: the leader refuses what is left of it; returns the request's id. */
    long requestIssue(BillingPeriod period, IssuePart part, String requestedBy, long nowMillis) {
        return database.write(handle -> RequestRows.insert(handle, period, part, requestedBy, nowMillis));
    }

    /** Returns the requests without an answer, oldest first. */
    public List<IssueRequest> pendingRequests() {
        return database.read(RequestRows::pending);
    }

    /** Answers a request, once. */
    public void answerRequest(long epoch, long id, String answer, boolean ok) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            RequestRows.answer(handle, id, answer, ok);
            return true;
        });
    }

    public Optional<IssueRequest> request(long id) {
        return database.read(handle -> RequestRows.find(handle, id));
    }

    /** Returns issued invoices in order of issue. */
    public List<StoredInvoice> invoices(InvoiceFilter filter) {
        return database.read(handle -> DocumentRows.find(handle, filter));
    }

    public Optional<StoredInvoice> invoice(String number) {
        return database.read(handle -> DocumentRows.find(handle, number));
    }

    /** Returns the ledger's entries in order. */
    public List<LedgerEntry> ledger() {
        return database.read(LedgerRows::all);
    }

    /** Reads all entries and documents and says whether they are as they were written. */
    public LedgerCheck verifyLedger() {
        return database.read(handle -> new LedgerVerification(handle, Optional.empty()).check());
    }

    /** Returns a stored document as the invoice that it was rendered from. */
    public static Invoice read(StoredInvoice stored) {
        return InvoiceReader.read(stored.document().json());
    }

    /** Returns the database, for what reads or writes it whole. */
    Database database() {
        return database;
    }

    MoneyWriter writer() {
        return writer;
    }

    @Override
    public void close() {
        writer.close();
        database.close();
    }

    /** Reads the balances once, so that what does not add up is said when the store is opened. */
    private Store checked() {
        try {
            balances();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }
}
