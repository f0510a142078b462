package io.xisuan.cli.tenant;

import picocli.CommandLine.Command;

/** The commands on tenants. */
@Command(
        name = "tenant",
        aliases = "tenants",
        description = "Firms that buy computing time: create, list, show, suspend, resume, remove.",
        footer = {
            "",
            "Example: xisuan tenant create jinguan --name-zh 锦官智能 --name-en Jinguan --credit-code 91510100MA0EXJ0015",
            "           --size small --registration sichuan/chengdu --limit 32 --credit-limit 200000 --person li.na"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            TenantCreateCommand.class,
            TenantListCommand.class,
            TenantShowCommand.class,
            TenantSuspendCommand.class,
            TenantResumeCommand.class,
            TenantRemoveCommand.class
        })
public final class TenantCommand {}
