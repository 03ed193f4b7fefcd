using Tieline.Salesforce;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user may write every field of a task that Tieline writes, and read the fields by which callers are known. Both lists come from the code that uses them.</summary>
internal sealed class FieldRightsCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Missing", "Unread"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        if (await salesforce.Describe.ObjectAsync("Task", cancellationToken) is not { } task)
        {
            throw new BlockedException("ObjectRights", "Task");
        }

        var missing = Missing(task);
        var unread = await UnreadAsync(salesforce, cancellationToken);
        return (missing.Count > 0 ? Finding.Broken("Missing", string.Join(", ", missing))
            : unread.Count > 0 ? Finding.Warning("Unread", string.Join(", ", unread))
            : Finding.Well(string.Join(", ", CallLogFields.Created)))
            .With($"Task: {string.Join(", ", CallLogFields.Created.Union(CallLogFields.Updated).Except(missing))}");
    }

    /// <summary>Pure. What may not be given at creation, or not be changed later where Tieline does so.</summary>
    internal static IReadOnlyList<string> Missing(ObjectDescription task) =>
        [.. CallLogFields.Created.Where(name => task.Field(name)?.Createable != true).Union(CallLogFields.Updated.Where(name => task.Field(name)?.Updateable != true))];

    private static async Task<IReadOnlyList<string>> UnreadAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var unread = new List<string>();
        foreach (var one in SearchObject.All)
        {
            if (await salesforce.Describe.ObjectAsync(one.Name, cancellationToken) is { } description)
            {
                unread.AddRange(one.Fields.Where(field => !field.Contains('.', StringComparison.Ordinal) && description.Field(field) is null).Select(field => $"{one.Name}.{field}"));
            }
        }

        return unread;
    }
}
