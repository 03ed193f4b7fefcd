using Microsoft.Extensions.DependencyInjection;
using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Admin.PeoplePages;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Doctor;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.PersonalData;
using Tieline.Server.Settings;
using Tieline.Server.Users;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Tests.Lightning;

/// <summary>The texts whose keys are put together from names in the code: pages, settings, their headings and choices.</summary>
internal static class NamedTexts
{
    public static IEnumerable<string> All()
    {
        using var server = ServerSetup.Create([]);
        var settings = server.Services.GetServices<Setting>().ToList();
        return
        [
            .. ConsolePage.All.SelectMany(page => new[] { $"Page.{page.Name}", $"Page.{page.Name}.Why" }),
            .. settings.SelectMany(setting => new[] { $"Setting.{setting.Key}", $"Setting.{setting.Key}.Help" }),
            .. settings.SelectMany(setting => setting.Kind is OneOf one ? one.Choices.Select(choice => $"Setting.{setting.Key}.{choice}") : []),
            .. settings.Select(setting => $"Panel.{setting.Panel}").Distinct(),
            .. Enum.GetNames<SettingReach>().Select(name => $"Reach.{name}"),
            .. Enum.GetNames<SettingFault>().Select(name => $"SettingFault.{name}"),
            .. AuditKinds.All.Select(what => $"Audit.{what}"),
            .. Enum.GetNames<NoUndo>().Select(name => $"NoUndo.{name}"),
            .. Enum.GetNames<RoleSource>().Select(name => $"RoleSource.{name}"),
            .. Enum.GetNames<RoleFault>().Select(name => $"RoleFault.{name}"),
            .. Enum.GetNames<PersonFound>().Select(name => $"PersonFound.{name}"),
            .. Enum.GetNames<PersonTrouble>().Select(name => $"PersonTrouble.{name}"),
            .. Connecting(),
            .. server.Services.GetServices<ICheck>().SelectMany(check => check.Says.Append("Well").Select(word => $"Check.{check.Name}.{word}").Append($"Check.{check.Name}")),
            .. Enum.GetNames<Verdict>().Select(name => $"Verdict.{name}"),
            .. Enum.GetNames<Mender>().Select(name => $"Mender.{name}"),
            .. Enum.GetNames<LeavingThing>().SelectMany(name => new[] { $"Leaving.{name}", $"Leaving.{name}.Who" }),
            .. Enum.GetNames<LeavingStep>().Select(name => $"LeavingStep.{name}"),
            .. PersonTables.All.Select(table => $"Person.{table.Table}"),
            .. Enum.GetNames<LaunchKeyStanding>().Select(name => $"LaunchKey.{name}"),
            .. Enum.GetNames<CanvasRefusal>().Select(name => $"CanvasRefusal.{name}"),
        ];
    }

    private static IEnumerable<string> Connecting() =>
    [
        .. Enum.GetNames<SalesforceRefusal>().Except([nameof(SalesforceRefusal.Unknown)]).Select(name => $"Refusal.Salesforce.{name}"),
        .. Enum.GetNames<WebexRefusal>().Except([nameof(WebexRefusal.Unknown)]).Select(name => $"Refusal.Webex.{name}"),
        .. Enum.GetNames<WizardStep>().SelectMany(name => new[] { $"Step.{name}", $"Step.{name}.Why" }),
        .. Enum.GetNames<AddressState>().Select(name => $"Address.{name}"),
        .. Enum.GetNames<MyDomainState>().Select(name => $"MyDomain.{name}"),
        .. Enum.GetNames<ConnectionState>().Select(name => $"ConnectionState.{name}"),
        .. Enum.GetNames<SalesforceWay>().SelectMany(name => new[] { $"Way.{name}", $"Way.{name}.Why" }),
        .. Enum.GetNames<WebexWay>().SelectMany(name => new[] { $"WebexWay.{name}", $"WebexWay.{name}.Why" }),
        .. Enum.GetNames<Enabled>().Select(name => $"Enabled.{name}"),
        .. WebexEnables.All.Select(row => $"Enables.{row.What}"),
        .. Enum.GetNames<CallStatus>().Select(name => $"TestCall.{name}"),
        .. FieldProblems.Fields.Select(field => $"Field.{field}"),
        "Panel.WebexIntegrationSettings", "Panel.WebexSiteForWebhooks",
    ];
}
