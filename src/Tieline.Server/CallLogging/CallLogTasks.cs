using Tieline.Salesforce;

namespace Tieline.Server.CallLogging;

/// <summary>A Task as it is looked at before it is changed.</summary>
internal sealed record TaskFound(string Id, string? Description, DateTimeOffset CreatedDate);

/// <summary>What was written and what had to be left out for it.</summary>
/// <param name="Problem">A resource key; null when all was written as wished.</param>
/// <param name="LeftOut">Fields that the org could not take: tried again with the next change.</param>
internal sealed record TaskWritten(string TaskId, string? Problem, string? Detail, IReadOnlyList<string> LeftOut);

/// <summary>Reads and writes the Tasks of call logs in one org, as its integration user.</summary>
internal sealed class CallLogTasks(SalesforceClient salesforce)
{
    // Salesforce and Webex do not share a clock.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    private const int LongestMerged = 32_000;

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

    /// <summary>Of several Tasks of one log the oldest stays; what the younger ones say beyond it is added to it, then they go. Gives the one that stays.</summary>
    /// <param name="found">The oldest first.</param>
    /// <param name="sent">Our own texts that may stand in them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TaskFound> KeepOldestAsync(IReadOnlyList<TaskFound> found, IReadOnlyList<string> sent, CancellationToken cancellationToken)
    {
        var own = sent.LastOrDefault() ?? "";
        var oldest = found[0].Description ?? "";
        var merged = found.Skip(1).Aggregate(
            Renewed(oldest), (text, younger) => SharedText.Merge(own, Renewed(younger.Description ?? ""), text));
        if (merged.Length > LongestMerged)
        {
            return found[0]; // Two Tasks are better than a text cut.
        }

        if (merged != oldest)
        {
            await salesforce.Records.UpdateAsync("Task", found[0].Id, new Dictionary<string, object?> { ["Description"] = merged }, null, cancellationToken);
        }

        foreach (var younger in found.Skip(1))
        {
            await salesforce.Records.DeleteAsync("Task", younger.Id, cancellationToken);
        }

        return found[0] with { Description = merged };

        // Our newest text with what others changed in this one.
        string Renewed(string text) => SharedText.Merge(SharedText.BasisOf(text, sent), own, text);
    }

    public Task DeleteAsync(string taskId, CancellationToken cancellationToken) => salesforce.Records.DeleteAsync("Task", taskId, cancellationToken);

    private static async Task<TaskWritten> WriteAsync(Dictionary<string, object?> fields, Func<Dictionary<string, object?>, Task> write)
    {
        var written = new TaskWritten("", null, null, []);
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
                written = new("", written.Problem ?? wayOut.Problem, written.Detail ?? failure.Message, [.. written.LeftOut, .. wayOut.LeftOut]);
            }
        }
    }
}
