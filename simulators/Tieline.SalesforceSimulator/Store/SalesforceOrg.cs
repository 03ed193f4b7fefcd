using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Bulk;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Formulas;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// One org: schema, rows, people, sign-ins, settings and time. Everything that reads or writes rows does so within
/// <see cref="Run{T}"/>, which holds the one lock of the org and tells of changes when it is released.
/// </summary>
public sealed class SalesforceOrg : IDisposable
{
    private readonly Lock gate = new();
    private int depth;
    private CertificateAuthority? authority;

    public SalesforceOrg()
    {
        Schema = OrgSchema.Standard();
        Records = new RecordStore(Schema);
        Sessions = new SessionStore(this);
        Apps = new ConnectedApps(this);
        Picklists = new PicklistSettings(this);
        Filters = new ChannelFilters(this);
        Bus = new EventBus(Clock);
        Deliveries = new DeliveryAllowance(Clock);
        Deployments = new Deployments(this);
        Access = new OrgAccess(this);
        Bulk = new BulkJobs(this);
        Computed = new ComputedFields(this);
    }

    public OrgSchema Schema { get; }
    public RecordStore Records { get; }
    public HiddenRecords Hidden { get; } = new();
    internal SharingModels Sharing { get; } = new();
    internal OrgAccess Access { get; }
    internal ComputedFields Computed { get; }
    public SimulatorClock Clock { get; } = new();
    public SeededRandom Random { get; } = new();
    public SessionStore Sessions { get; }
    public ConnectedApps Apps { get; }
    public ValidationRules Rules { get; } = new();
    internal DuplicateRules Duplicates { get; } = new();
    internal List<AssignmentRule> Assignments { get; } = [];
    internal RowLocks Locks { get; } = new();
    public Sosl.SearchIndex Search { get; } = new();
    public RecentRecords Recent { get; } = new();
    public Soql.Execution.QueryLocators Locators { get; } = new();
    public ApiUsage Usage { get; } = new();
    internal BulkJobs Bulk { get; }
    public PicklistSettings Picklists { get; }
    public EventChannels Channels { get; } = new();
    internal ChannelFilters Filters { get; }
    public EventBus Bus { get; }
    public DeliveryAllowance Deliveries { get; }

    /// <summary>Made when first asked for; outlives a reset, since clients trust it.</summary>
    public CertificateAuthority Authority { get => authority ??= CertificateAuthority.Create(); set => authority = value; }
    internal Deployments Deployments { get; }
    /// <summary>Where sign-ins may come from, in CIDR form; empty: from everywhere.</summary>
    public IReadOnlyList<string> LoginIpRanges { get; set; } = [];

    /// <summary>When users may sign in; a profile's day of which nothing is said is open.</summary>
    public IReadOnlyList<LoginHours> LoginHours { get; set; } = [];

    public SaveTimes SaveTimes { get; set; } = SaveTimes.None;

    public Switches Switches { get; set; } = new();

    /// <summary>What an admin pasted into the org for launch tokens; null before.</summary>
    public LaunchSigner? Signer { get; set; }

    /// <summary>18 characters.</summary>
    public string Id => Run(() => Records.Rows("Organization").Single().Id);

    /// <summary>Rows committed; raised outside the org's lock, after the change, on the thread that made it.</summary>
    public event Action<RecordChange>? RecordChanged;

    /// <summary>Anything worth saving changed (rows, sign-ins, settings).</summary>
    public event Action? Changed;

    /// <summary>Runs work alone in the org. What it changed is undone when it throws.</summary>
    /// <param name="author">told by change events; work within work belongs to the outermost</param>
    public T Run<T>(Func<T> work, ChangeAuthor? author = null)
    {
        IReadOnlyList<RecordChange> changes;
        bool sent;
        T result;
        lock (gate)
        {
            var (mark, last) = (Mark(), Bus.Last);
            depth++;
            try
            {
                result = work();
            }
            catch
            {
                Undo(mark);
                throw;
            }
            finally
            {
                depth--;
            }

            changes = depth == 0 ? EventPublishing.Take(this, Records.Commit()) : [];
            ChangeCapture.Take(this, changes, author);
            foreach (var change in changes) Search.Note(this, change.Id);
            sent = depth == 0 && Bus.Last != last;
        }

        foreach (var change in changes) RecordChanged?.Invoke(change);

        if (changes.Count > 0 || sent) Changed?.Invoke();
        return result;
    }

    /// <summary>A point to which <see cref="Undo"/> can go back. Used within <see cref="Run{T}"/>.</summary>
    internal OrgMark Mark() => new(Records.Mark(), Channels.Channels, Channels.Members);

    internal void Undo(OrgMark mark)
    {
        Records.Undo(mark.Journal);
        Channels.Restore(mark.Channels, mark.Members);
    }

    /// <summary>A row by its id as one user sees it: null when there is none or he may not read it; deleted ones too.</summary>
    public SalesforceRecord? FindAs(string userId, string? id) => Records.Find(id) is { } record && Access.Reads(userId, record) ? record : null;

    public void Run(Action work) => Run(() => { work(); return true; });

    /// <summary>To be called after settings or sign-ins changed.</summary>
    public void Touch() => Changed?.Invoke();

    /// <summary>A user by user name, active or not, case aside; null when there is none.</summary>
    public SalesforceRecord? UserNamed(string username) => Run(() => Records.Table("User").WithText("Username", username).FirstOrDefault());

    public void Dispose()
    {
        Clock.Dispose();
        authority?.Dispose();
    }
}

/// <summary>The launch-token secret and Tieline's address, as an admin pastes them into the org.</summary>
public sealed record LaunchSigner(string Secret, string Tieline);
