using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Bulk;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Seed;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>The whole org as one JSON file: rows, counters, sign-ins, settings and the clock's lead over the machine's.</summary>
public static class StateFile
{
    /// <summary>What a record of the state cannot be without must be there.</summary>
    internal static JsonSerializerOptions Reading { get; } = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static void Save(SalesforceOrg org, string path)
    {
        var json = Of(org).ToJsonString(RestJson.Plain);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full + ".new", json);
        File.Move(full + ".new", full, overwrite: true);
    }

    /// <summary>Fills an empty org from the file; false when there is no file.</summary>
    public static bool TryLoad(SalesforceOrg org, string? path)
    {
        if (path is null || !File.Exists(path)) return false;
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            Into(org, json);
            return org.Run(() => StateCheck.Problem(org)) is { } problem ? throw new FormatException(problem) : true;
        }
        catch (Exception problem) when (IsBadState(problem))
        {
            throw new InvalidDataException($"The state file {path} cannot be read ({problem.Message}). Delete it to start from the seed.", problem);
        }
    }

    public static JsonObject Of(SalesforceOrg org) => org.Run(() => new StateSnapshot(org)).ToJson();

    /// <summary>Puts the state in the place of what the org holds.</summary>
    public static void Into(SalesforceOrg org, JsonObject json)
    {
        org.Run(() =>
        {
            OrgSeed.Clear(org);
            Read(org, json);
            // What is read is no change that anybody is told of.
            org.Records.Commit();
            org.Access.Renew();
            if (json["changeData"] is JsonObject changeData) ChangeDataState.Read(org, changeData);
            LostObjects.Forget(org);
        });
    }

    /// <summary>Why the state cannot be read; null when it can.</summary>
    public static string? Problem(JsonObject json)
    {
        try
        {
            using var scratch = new SalesforceOrg();
            Into(scratch, json);
            return scratch.Run(() => StateCheck.Problem(scratch));
        }
        catch (Exception problem) when (IsBadState(problem))
        {
            return problem.Message;
        }
    }

    private static bool IsBadState(Exception problem) =>
        problem is JsonException or InvalidOperationException or NullReferenceException or SalesforceRefusal or ComponentProblem or CryptographicException or FormatException or KeyNotFoundException or ArgumentException;

    private static void Read(SalesforceOrg org, JsonObject json)
    {
        org.Clock.Restore(json["clock"]!["stepped"]!.GetValue<bool>(), json["clock"]!["now"]!.GetValue<DateTimeOffset>(), new TimeSpan(json["clock"]!["aheadTicks"]!.GetValue<long>()));
        if (json["random"] is { } random) org.Random.Restore(random["seed"]!.GetValue<string>(), random["drawn"].Deserialize<Dictionary<string, long>>(Reading)!);
        foreach (var (name, value) in json["counters"].Deserialize<Dictionary<string, long>>(Reading)!) org.Records.RestoreCounter(name, value);
        foreach (var app in json["apps"].Deserialize<List<ConnectedApp>>(Reading)!) org.Apps.Put(app);
        foreach (var session in json["sessions"].Deserialize<List<Session>>(Reading)!) org.Sessions.Put(session);
        foreach (var approval in json["approvals"]?.Deserialize<List<Approval>>(Reading) ?? []) org.Sessions.Put(approval);
        foreach (var grant in json["grants"].Deserialize<List<Grant>>(Reading)!) org.Sessions.Put(grant);
        foreach (var rule in json["rules"].Deserialize<List<ValidationRule>>(Reading)!) org.Rules.Add(rule);
        foreach (var rule in json["duplicates"]?.Deserialize<List<DuplicateRule>>(Reading) ?? []) org.Duplicates.Add(rule);
        org.Assignments.AddRange(json["assignments"]?.Deserialize<List<AssignmentRule>>(Reading) ?? []);
        foreach (var (user, ids) in json["hidden"]?.Deserialize<Dictionary<string, string[]>>(Reading) ?? []) org.Hidden.Hide(user, ids);
        foreach (var (name, model) in json["sharing"]?.Deserialize<Dictionary<string, string>>(Reading) ?? []) org.Sharing.Set(name, Enum.Parse<SharingModel>(model));
        org.LoginIpRanges = json["loginIpRanges"]?.Deserialize<string[]>(Reading) ?? [];
        org.LoginHours = json["loginHours"]?.Deserialize<LoginHours[]>(Reading) ?? [];
        org.Switches = json["switches"]?.Deserialize<Switches>(Reading) ?? new Switches();
        org.Usage.DailyLimit = json["dailyRequests"]?.GetValue<int>() ?? ApiUsage.UsualDailyLimit;
        org.Usage.Restore((json["apiCalls"] as JsonArray)?.Deserialize<List<RollingCount.Minute>>(Reading) ?? []);
        org.SaveTimes = json["saveTimes"]?.Deserialize<SaveTimes>(Reading) ?? SaveTimes.None;
        if (json["authority"]?.GetValue<string>() is { } authority) org.Authority = CertificateAuthority.FromPem(authority);
        org.Signer = json["signer"]?.Deserialize<LaunchSigner>(Reading);
        foreach (var change in json["picklists"]?.Deserialize<List<PicklistChange>>(Reading) ?? []) org.Picklists.Restore(change);
        var records = json["records"]!.AsObject();
        // What was deployed comes first: it says which objects and fields the other rows have.
        ReadRows(org, "MetadataComponent", records["MetadataComponent"]);
        CustomSchema.Rebuild(org);
        foreach (var (name, rows) in records) ReadRows(org, name, rows);
        if (records["ObjectPermissions"] is null) PermissionSeed.Fill(org);
        foreach (var job in json["bulkJobs"]?.Deserialize<List<BulkJob>>(Reading) ?? []) org.Bulk.Restore(job);
        foreach (var use in json["bulkQueryJobs"]?.Deserialize<List<DateTimeOffset>>(Reading) ?? []) org.Bulk.QueryJobs.Use(use);
        foreach (var use in json["bulkBatches"]?.Deserialize<List<DateTimeOffset>>(Reading) ?? []) org.Bulk.Batches.Use(use);
        org.Search.Rebuild(org);
        org.Deployments.Resume();
    }

    private static void ReadRows(SalesforceOrg org, string name, JsonNode? rows)
    {
        if (org.Schema.Find(name) is not { } definition) return;
        foreach (var row in rows?.AsArray() ?? []) org.Records.Put(Record(definition, row!.AsObject()));
    }

    private static SalesforceRecord Record(Schema.ObjectDefinition definition, JsonObject row)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in row)
            if (definition.Field(name) is { } field && FieldValues.Read(field, value) is { } read)
                values[field.Name] = read;
        return new SalesforceRecord(definition.Name, row["Id"]!.GetValue<string>(), values.ToImmutable());
    }
}
