using Tieline.Server.Audit;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin;

/// <summary>The admin's doors to a tenant's settings.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this WebApplication app)
    {
        var doors = app.MapTenantDoors();
        doors.MapGet("settings", ShowAsync);
        doors.MapPost("settings", ChangeAsync);
    }

    /// <summary>Every setting with what holds: for everybody, or for a user of a profile when they are named.</summary>
    private static async Task<IResult> ShowAsync(
        Guid tenantId, string? profileId, string? userId, SettingsCatalogue catalogue, SettingsStore settings, CancellationToken cancellationToken)
    {
        var view = await settings.ForAsync(tenantId, profileId, userId, cancellationToken);
        var values = await settings.ValuesAsync(tenantId, cancellationToken);
        return Results.Ok(new
        {
            settings = catalogue.All.Select(setting => new { key = setting.Key, view.Of(setting).Value, from = view.Of(setting).From is { } from ? Shown(from) : null, @default = setting.Default, setting.IsForPeople }),
            values = values.OrderBy(one => one.Key.Key, StringComparer.Ordinal).ThenBy(one => one.Key.Scope.Reach).ThenBy(one => one.Key.Scope.Id, StringComparer.Ordinal)
                .Select(one => new { key = one.Key.Key, scope = Shown(one.Key.Scope), one.Value }),
        });
    }

    private static async Task<IResult> ChangeAsync(Guid tenantId, Changes asked, SettingsStore settings, CancellationToken cancellationToken)
    {
        if (asked.Settings is not { Count: > 0 and <= 1000 } list || list.Any(one => one is not { Key.Length: > 0 } || ScopeOf(one) is null))
        {
            return Results.Problem(
                "Send {\"settings\":[{\"key\":\"calling.inboundSearch\",\"value\":\"Contact\",\"profileId\":\"00e...\"}]}: 1 to 1000 of them, each for a profileId, for a userId, or for everybody; a null value takes it back.",
                statusCode: StatusCodes.Status400BadRequest, title: "The settings were not changed.");
        }

        var written = await settings.WriteAsync(tenantId, [.. list.Select(one => new SettingChange(one.Key!, ScopeOf(one)!.Value, one.Value))], Actor.AdminKey, cancellationToken);
        return written.Problem is { } problem
            ? Results.ValidationProblem(new Dictionary<string, string[]> { [SettingSubject.Write(problem.Change.Key, problem.Change.Scope)] = [Sentence(problem.Fault)] }, title: "None of the settings was changed.")
            : Results.Ok(new { changed = written.Changed });
    }

    private static SettingScope? ScopeOf(Change change) => (change.ProfileId, change.UserId) switch
    {
        (null, null) => SettingScope.All,
        ({ } profile, null) => SettingScope.Profile(profile),
        (null, { } user) => SettingScope.User(user),
        _ => null,
    };

    private static object Shown(SettingScope scope) => new { reach = scope.Reach.ToString(), scope.Id };

    private static string Sentence(SettingFault fault) => fault switch
    {
        SettingFault.Unknown => "This version has no such setting; GET .../settings lists them.",
        SettingFault.ForAllOnly => "This setting has one value for everybody.",
        SettingFault.Scope => "Give the 18-character id of a profile or user.",
        SettingFault.Value => "The setting takes no such value.",
        SettingFault.Gone => "This tenant has left.",
        SettingFault.Twice => "It stands there twice; send one value.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    internal sealed record Changes(IReadOnlyList<Change>? Settings);

    internal sealed record Change(string? Key, string? Value, string? ProfileId, string? UserId);
}
