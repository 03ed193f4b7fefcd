using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>The org's bulk jobs, kept for seven days, each with the timer of its next step. Callers hold the org's gate.</summary>
internal sealed class BulkJobs(SalesforceOrg org)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private readonly SortedDictionary<string, BulkJob> jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IDisposable> timers = new(StringComparer.Ordinal);

    public DailyAllowance QueryJobs { get; } = new(10_000);
    public DailyAllowance Batches { get; } = new(15_000);

    /// <summary>In the order in which they were made.</summary>
    public IEnumerable<BulkJob> All
    {
        get
        {
            foreach (var job in jobs.Values.Where(IsGone).ToList()) Remove(job.Id);
            return jobs.Values;
        }
    }

    public BulkJob? Find(string id) => RecordIds.Normalize(id) is { } full && jobs.TryGetValue(full, out var job) && !IsGone(job) ? job : null;

    /// <summary>Keeps a job as it now is, and sees to its next step when the org has one to do.</summary>
    public void Put(BulkJob job)
    {
        jobs[job.Id] = job with { SystemModstamp = org.Clock.Now };
        Schedule(job);
        org.Touch();
    }

    /// <summary>Puts back a job of the state file.</summary>
    public void Restore(BulkJob job)
    {
        jobs[job.Id] = job;
        Schedule(job);
    }

    public void Remove(string id)
    {
        jobs.Remove(id);
        StopTimer(id);
        org.Touch();
    }

    public void Clear()
    {
        jobs.Clear();
        foreach (var id in timers.Keys.ToList()) StopTimer(id);
        QueryJobs.Clear();
        Batches.Clear();
    }

    private bool IsGone(BulkJob job) => job.CreatedDate + Life <= org.Clock.Now;

    private void Schedule(BulkJob job)
    {
        StopTimer(job.Id);
        if (job.IsActive) timers[job.Id] = org.Clock.At(org.Clock.Now + BulkSteps.Pace, () => StepAsync(job.Id));
    }

    private Task StepAsync(string id)
    {
        var author = org.Run(() => Find(id) is { } job ? new ChangeAuthor(job.CreatedById, $"com/salesforce/api/bulkapi/{job.ApiVersion}") : null);
        try
        {
            Change(id, job => BulkSteps.Next(org, job), author);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // As in the cloud, what nobody foresaw fails this job and no other.
            Change(id, job => job with { State = BulkState.Failed, ErrorMessage = "InternalServerError : " + problem.Message }, author);
        }

        return Task.CompletedTask;
    }

    private void Change(string id, Func<BulkJob, BulkJob> next, ChangeAuthor? author) => org.Run(
        () =>
        {
            if (Find(id) is { IsActive: true } job) Put(next(job));
            return true;
        },
        author);

    private void StopTimer(string id)
    {
        if (timers.Remove(id, out var timer)) timer.Dispose();
    }
}
