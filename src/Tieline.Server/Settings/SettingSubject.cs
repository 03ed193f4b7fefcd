namespace Tieline.Server.Settings;

/// <summary>How the audit trail names the value of a setting for somebody: <c>calling.callHistory</c>, <c>calling.callHistory @ profile 00e...</c>.</summary>
public static class SettingSubject
{
    private const string At = " @ ";

    public static string Write(string key, SettingScope scope) => scope.Reach == SettingReach.All ? key : $"{key}{At}{WordOf(scope.Reach)} {scope.Id}";

    /// <summary>Null for a text that <see cref="Write"/> did not make.</summary>
    public static (string Key, SettingScope Scope)? Read(string subject)
    {
        var parts = subject.Split(At);
        var words = parts.Length == 2 ? parts[1].Split(' ') : [];
        return (parts.Length, words) switch
        {
            (1, _) => (parts[0], SettingScope.All),
            (2, ["profile", var id]) => (parts[0], SettingScope.Profile(id)),
            (2, ["user", var id]) => (parts[0], SettingScope.User(id)),
            _ => null,
        };
    }

    private static string WordOf(SettingReach reach) => reach == SettingReach.Profile ? "profile" : "user";
}
