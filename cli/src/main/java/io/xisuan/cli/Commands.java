package io.xisuan.cli;

import io.xisuan.cli.account.AccountCommand;
import io.xisuan.cli.agent.AgentCommand;
import io.xisuan.cli.approval.ApprovalCommand;
import io.xisuan.cli.ask.EtaCommand;
import io.xisuan.cli.ask.SpendCommand;
import io.xisuan.cli.ask.WhyCommand;
import io.xisuan.cli.backup.BackupCommand;
import io.xisuan.cli.claim.ClaimCommand;
import io.xisuan.cli.close.CloseCommand;
import io.xisuan.cli.contracts.ContractsCommand;
import io.xisuan.cli.contracts.SupplierCommand;
import io.xisuan.cli.credit.CreditCommand;
import io.xisuan.cli.demo.DemoCommand;
import io.xisuan.cli.dispute.DisputeCommand;
import io.xisuan.cli.doctor.DoctorCommand;
import io.xisuan.cli.invoice.InvoiceCommand;
import io.xisuan.cli.job.CancelCommand;
import io.xisuan.cli.job.JobsCommand;
import io.xisuan.cli.job.LogsCommand;
import io.xisuan.cli.journal.JournalCommand;
import io.xisuan.cli.ledger.LedgerCommand;
import io.xisuan.cli.login.ContextCommand;
import io.xisuan.cli.login.LoginCommand;
import io.xisuan.cli.metrics.MetricsCommand;
import io.xisuan.cli.notice.NoticeCommand;
import io.xisuan.cli.operations.DrainCommand;
import io.xisuan.cli.operations.NodesCommand;
import io.xisuan.cli.operations.QueueCommand;
import io.xisuan.cli.operations.SitesCommand;
import io.xisuan.cli.operations.WhatIfCommand;
import io.xisuan.cli.operator.InstallCommand;
import io.xisuan.cli.operator.OperatorCommand;
import io.xisuan.cli.operator.UninstallCommand;
import io.xisuan.cli.payment.PaymentCommand;
import io.xisuan.cli.programmes.ProgrammesCommand;
import io.xisuan.cli.quote.QuoteCommand;
import io.xisuan.cli.quote.SubmitCommand;
import io.xisuan.cli.report.ReportCommand;
import io.xisuan.cli.shell.CompletionCommand;
import io.xisuan.cli.shell.Listed;
import io.xisuan.cli.shell.Roster;
import io.xisuan.cli.shell.Section;
import io.xisuan.cli.shell.VersionCommand;
import io.xisuan.cli.simulate.ForecastCommand;
import io.xisuan.cli.simulate.SimulateCommand;
import io.xisuan.cli.site.SiteCommand;
import io.xisuan.cli.statement.StatementCommand;
import io.xisuan.cli.tariff.TariffCommand;
import io.xisuan.cli.tenant.TenantCommand;
import io.xisuan.cli.usage.UsageCommand;
import io.xisuan.cli.voucher.VoucherCommand;
import java.util.List;

/** Every command of the program, by whom it serves: one line each, in the order in which help lists them. */
final class Commands {
    private Commands() {}

    /** Returns them all. */
    static Roster roster() {
        return new Roster(List.of(
                new Section("企业用户", "For firms", firms()),
                new Section("数据中心运维", "For operations", operations()),
                new Section("财务", "For finance", finance()),
                new Section("所有人", "For all", all())));
    }

    private static List<Listed> firms() {
        return List.of(
                listed(
                        QuoteCommand.class,
                        "作业提交前的报价：现付、事后返还、各券用途",
                        "what a job would cost at each site, before it is submitted"),
                listed(SubmitCommand.class, "先看报价，确认后提交作业", "shows the quote, asks once, and submits a job"),
                listed(WhyCommand.class, "作业为什么等待、在哪里运行、怎样结束", "why a job waits, runs where it runs, or ended"),
                listed(EtaCommand.class, "等待的作业预计何时开始", "when a job that waits is expected to start"),
                listed(SpendCommand.class, "本月花费、券与额度余额", "what was spent in a month, and what is left"),
                listed(JobsCommand.class, "作业：状态、站点、费用", "jobs: where they are and what they cost"),
                listed(LogsCommand.class, "作业各进程的日志", "what the workers of a job say"),
                listed(CancelCommand.class, "取消作业", "ends jobs"));
    }

    private static List<Listed> operations() {
        return List.of(
                listed(
                        SitesCommand.class,
                        "各站点：设备、业主占用、在售、故障",
                        "sites at a glance: devices, owner's use, sold, faults"),
                listed(NodesCommand.class, "节点：卖给哪个作业、为什么没卖", "nodes: sold to which job, and why not sold"),
                listed(QueueCommand.class, "队列：顺序、原因、预计开始", "the queue: order, why waiting, when to start"),
                listed(DrainCommand.class, "排空节点或站点", "empties a node or a site, and back"),
                listed(WhatIfCommand.class, "假如：加卡、撤站、调价会怎样", "replans the queue as if something were otherwise"),
                listed(
                        SiteCommand.class,
                        "站点：有什么、在卖什么；停售、恢复、归还业主",
                        "sites: what they have and sell; stop selling, resume, give back"),
                listed(UsageCommand.class, "设备用时，以及是否与库存相符", "device time from the journal, and whether it adds up"),
                listed(JournalCommand.class, "用量日志：显示、校验、证明、导出", "the usage journal: show, verify, prove, export"),
                listed(MetricsCommand.class, "检查导出器的指标文本", "checks exporters' texts"),
                listed(SimulateCommand.class, "用真实作业轨迹回放调度", "replays a trace of real jobs on a cluster"),
                listed(ForecastCommand.class, "预测站点自用需求，并回测", "forecasts what a site's owner needs, with a back-test"),
                listed(
                        TenantCommand.class,
                        "租户：开通、列出、查看、暂停、恢复、移除",
                        "tenants: create, list, show, suspend, resume, remove"),
                listed(
                        BackupCommand.class,
                        "备份账库与用量日志：制作、校验、恢复、清理",
                        "backups of books and journal: create, verify, restore, prune"),
                listed(NoticeCommand.class, "通知：试发、查看、重发", "notices: try channels out, see what was told, send again"),
                listed(InstallCommand.class, "在集群上安装 CRD、策略和权限", "installs kinds, policies and rights on a cluster"),
                listed(
                        UninstallCommand.class,
                        "从集群撤出：停止、移除策略与权限，说明账上未了事项",
                        "leaves a cluster: stops, frees pods, says what is still open in money"),
                listed(OperatorCommand.class, "运行 operator：调度、计量、开票", "runs the operator: places, meters, bills"),
                listed(AgentCommand.class, "节点代理：哪个容器占用哪张卡", "the node's agent: which container holds which device"));
    }

    private static List<Listed> finance() {
        return List.of(
                listed(ContractsCommand.class, "合同：导入、列出、查看", "contracts: import, list, show"),
                listed(SupplierCommand.class, "供应方", "suppliers"),
                listed(
                        TariffCommand.class,
                        "价目表：列出、查看、试算、检查、按表格导入",
                        "price lists: list, show, price, lint, import, export"),
                listed(ProgrammesCommand.class, "算力券政策：列出、试算、检查", "voucher programmes: list, evaluate, lint"),
                listed(VoucherCommand.class, "券：发放、余额、即将到期", "vouchers: grants, balances, what expires"),
                listed(InvoiceCommand.class, "账单：草稿、开具、文件、数电发票", "invoices: draft, issue, files, e-invoices"),
                listed(PaymentCommand.class, "收款：登记、核销、银行流水、催款", "payments: receive, apply, bank lines, reminders"),
                listed(AccountCommand.class, "租户的预付款和账期", "a tenant's prepaid money and terms"),
                listed(CreditCommand.class, "作业损失的减免：提出、列出", "credits for lost work: propose, list"),
                listed(DisputeCommand.class, "争议：提出、裁定、结清", "disputes: open, resolve, settle"),
                listed(ClaimCommand.class, "向政府部门申领券款", "claims on programmes: freeze, submit, pay, reconcile"),
                listed(StatementCommand.class, "对账单：租户、站点业主", "statements of tenants and of sites' owners"),
                listed(
                        ReportCommand.class,
                        "报表：试算平衡、应收、账龄、收入、税",
                        "reports: trial balance, receivable, ageing, revenue, VAT"),
                listed(LedgerCommand.class, "账簿：显示、校验、备份、恢复", "the books: show, verify, backup, restore"),
                listed(CloseCommand.class, "月结：检查单、对账、关账", "a month's close: checklist, reconcile, close"),
                listed(ApprovalCommand.class, "双人复核：待批事项和角色", "what takes two people: proposals, approvals, roles"));
    }

    private static List<Listed> all() {
        return List.of(
                listed(DemoCommand.class, "不用集群演示一个月：调度、计量、开票", "one month without a cluster: plans, meters, bills"),
                listed(
                        DoctorCommand.class,
                        "体检：集群、权限、时钟、账本、导出器；怎么修",
                        "looks at cluster, rights, clocks, store, exporters; says what to do"),
                listed(LoginCommand.class, "记住集群、账库、身份和语言", "remembers cluster, store, person and language"),
                listed(ContextCommand.class, "已记住的工作环境：列出、切换", "the places that were logged in to: list, use"),
                listed(CompletionCommand.class, "bash、zsh、fish 的命令补全", "completion for bash, zsh and fish"),
                listed(VersionCommand.class, "程序、账库表结构和资源类型的版本", "versions of program, store and kinds"));
    }

    private static Listed listed(Class<?> type, String zh, String en) {
        return new Listed(type, zh, en);
    }
}
