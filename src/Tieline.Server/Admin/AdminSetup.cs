using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Admin.ConfigFile;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Admin.PeoplePages;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AdminSessions>();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AdminSessionHandler>(AdminSessions.Scheme, null);
        builder.Services.Configure<CircuitSchemes>(circuit => circuit.Names.Add(AdminSessions.Scheme));
        builder.Services.AddSingleton<ConsoleVisitors>();
        builder.Services.AddSingleton<Undoing>();
        builder.Services.AddSingleton<PeopleList>();
        builder.Services.AddSingleton<ConnectionOverviews>();
        builder.Services.AddSingleton<FirstSignIn>();
        builder.Services.AddSingleton<ConfigNames>();
        builder.Services.AddSingleton<ConfigFiles>();
        builder.Services.Configure<CircuitOptions>(circuit =>
        {
            circuit.RootComponents.RegisterForJavaScript<AdminConsole>("tieline-admin");
            circuit.RootComponents.RegisterForJavaScript<AdministrationPanel>("tieline-administration");
        });
    }

    public static void MapAdmin(this WebApplication app)
    {
        AdminPages.Map(app);
        app.MapSettings();
        app.MapAudit();
        app.MapPeople();
        app.MapRoles();
        app.MapProvingDoors();
        app.MapConfigFiles();
    }
}
