using Tieline.Salesforce;

namespace Tieline.Server.CallLogging;

/// <summary>A Task as it is looked at before it is changed.</summary>
internal sealed record TaskFound(string Id, string? Description, DateTimeOffset CreatedDate);

/// <summary>What was written and what had to be left out for it.</summary>
/// <param name="Problem">A resource key; null when all was written as wished.</param>
/// <param name="IsUnlinked">The linked records were left out: tried again with the next change.</param>
internal sealed record TaskWritten(string TaskId, string? Problem, string? Detail, bool IsUnlinked);

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
        var taskId = "";
        var written = await WriteAsync(
            wanted.ForCreate(), async fields => taskId = await salesforce.Records.CreateAsync("Task", fields, null, cancellationToken));
        return written with { TaskId = taskId };
    }

    /// <summary>Changes the Task; when the org cannot take the linked record, without it.</summary>
    public async Task<TaskWritten> UpdateAsync(string taskId, Dictionary<string, object?> fields, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(
            fields, left => left.Count == 0 ? Task.CompletedTask : salesforce.Records.UpdateAsync("Task", taskId, left, null, cancellationToken));
        return written with { TaskId = taskId };
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

    private static async Task<TaskWritten> WriteAsync(Dictionary<string, object?> fields, Func<Dictionary<string, object?>, Task> write)
    {
        var written = new TaskWritten("", null, null, IsUnlinked: false);
        while (true)
        {
            try
            {
                await write(fields);
                return written;
            }
            catch (SalesforceException failure) when (CallLogFailures.WayOut(fields, failure) is { } wayOut)
            {
                wayOut.LeftOut.ForEach(name => fields.Remove(name));
                written = new("", written.Problem ?? wayOut.Problem, written.Detail ?? failure.Message, written.IsUnlinked || wayOut.Problem == CallLogFailures.NotLinked);
            }
        }
    }
}
