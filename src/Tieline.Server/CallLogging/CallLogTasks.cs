using Tieline.Salesforce;

namespace Tieline.Server.CallLogging;

/// <summary>A Task as it is looked at before it is changed.</summary>
internal sealed record TaskFound(string Id, string? Description, DateTimeOffset CreatedDate);

/// <summary>What was written and what had to be left out for it.</summary>
/// <param name="Problem">A resource key; null when all was written as wished.</param>
internal sealed record TaskWritten(string TaskId, string? Problem, string? Detail);

/// <summary>Reads and writes the Tasks of call logs in one org, as its integration user.</summary>
internal sealed class CallLogTasks(SalesforceClient salesforce)
{
    // Salesforce and Webex do not share a clock.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    private static readonly string[] Seen = ["Id", "Description", "CreatedDate"];

    /// <summary>All Tasks of this log, the oldest first. The day it was made and the owner narrow the search: CallObject alone is no index.</summary>
    /// <param name="ownerId">Null when the log may have gone to another owner.</param>
    public Task<IReadOnlyList<TaskFound>> FindAsync(string key, string? ownerId, DateTimeOffset callStarted, CancellationToken cancellationToken)
    {
        var since = callStarted - ClockSlack;
        return ownerId is null
            ? salesforce.Query.ListAsync<TaskFound>(
                $"SELECT Id, Description, CreatedDate FROM Task WHERE CreatedDate >= {since} AND CallObject = {key} ORDER BY CreatedDate, Id LIMIT 20", cancellationToken)
            : salesforce.Query.ListAsync<TaskFound>(
                $"SELECT Id, Description, CreatedDate FROM Task WHERE OwnerId = {ownerId} AND CreatedDate >= {since} AND CallObject = {key} ORDER BY CreatedDate, Id LIMIT 20",
                cancellationToken);
    }

    /// <summary>Null when it was deleted.</summary>
    public Task<TaskFound?> GetAsync(string taskId, CancellationToken cancellationToken) =>
        salesforce.Records.GetAsync<TaskFound>("Task", taskId, Seen, cancellationToken);

    /// <summary>Creates the Task; when the org cannot take the owner or the linked record, without these.</summary>
    public async Task<TaskWritten> CreateAsync(CallLogFields wanted, CancellationToken cancellationToken)
    {
        var (fields, problem, detail) = (wanted.ForCreate(), (string?)null, (string?)null);
        while (true)
        {
            try
            {
                return new(await salesforce.Records.CreateAsync("Task", fields, null, cancellationToken), problem, detail);
            }
            catch (SalesforceException failure) when (CallLogFailures.WayOut(fields, failure) is { } wayOut)
            {
                (problem, detail) = (problem ?? wayOut.Problem, detail ?? failure.Message);
                wayOut.LeftOut.ForEach(name => fields.Remove(name));
            }
        }
    }

    /// <summary>Changes the Task; when the org cannot take the linked record, without it.</summary>
    public async Task<TaskWritten> UpdateAsync(string taskId, Dictionary<string, object?> fields, CancellationToken cancellationToken)
    {
        var (problem, detail) = ((string?)null, (string?)null);
        while (fields.Count > 0)
        {
            try
            {
                await salesforce.Records.UpdateAsync("Task", taskId, fields, null, cancellationToken);
                break;
            }
            catch (SalesforceException failure) when (CallLogFailures.WayOut(fields, failure) is { } wayOut)
            {
                (problem, detail) = (problem ?? wayOut.Problem, detail ?? failure.Message);
                wayOut.LeftOut.ForEach(name => fields.Remove(name));
            }
        }

        return new(taskId, problem, detail);
    }

    /// <summary>Of several Tasks of one log the oldest stays; what the younger ones say beyond it is added to it, then they go.</summary>
    public async Task<string> KeepOldestAsync(IReadOnlyList<TaskFound> found, CancellationToken cancellationToken)
    {
        var oldest = found[0];
        var merged = found.Skip(1).Aggregate(oldest.Description ?? "", (text, younger) => CallLogText.Merge(text, younger.Description ?? ""));
        if (merged != (oldest.Description ?? ""))
        {
            await salesforce.Records.UpdateAsync("Task", oldest.Id, new Dictionary<string, object?> { ["Description"] = merged }, null, cancellationToken);
        }

        foreach (var younger in found.Skip(1))
        {
            await salesforce.Records.DeleteAsync("Task", younger.Id, cancellationToken);
        }

        return oldest.Id;
    }

    public Task DeleteAsync(string taskId, CancellationToken cancellationToken) => salesforce.Records.DeleteAsync("Task", taskId, cancellationToken);
}
