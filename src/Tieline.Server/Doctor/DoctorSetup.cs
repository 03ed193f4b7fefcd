using Microsoft.Extensions.DependencyInjection.Extensions;
using Tieline.Server.Doctor.Org;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Doctor.WebexSide;
using Tieline.Server.Settings;

namespace Tieline.Server.Doctor;

internal static class DoctorSetup
{
    public static void AddDoctor(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings(DoctorSettings.EveryHours);
        services.AddSingleton<CheckStore>();
        services.AddSingleton<Examinations>();
        services.AddSingleton<Examiner>();
        services.AddSingleton<OrgDoor>();
        services.AddSingleton<WebexPeople>();
        services.AddSingleton<AdminTokens>();
        services.AddSingleton<AppTokens>();
        services.AddSingleton<WebhookLook>();
        services.TryAddSingleton<DiskSpace>();
        services.AddSingleton<Outside>();
        services.AddHttpClient(Outside.ClientName, client => client.Timeout = Outside.Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddHostedService<ScheduledExaminations>();
        foreach (var check in CheckTable.All)
        {
            services.AddSingleton(typeof(ICheck), check);
        }
    }

    public static void MapDoctor(this WebApplication app) => DoctorEndpoints.Map(app);
}
