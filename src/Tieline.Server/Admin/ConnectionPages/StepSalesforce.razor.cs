using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

public sealed partial class StepSalesforce : IStepForm, IAsyncDisposable
{
    private string _domain = "";
    private string _name = "";
    private string _country = "US";
    private string _key = "";
    private string _secret = "";
    private string _user = "";
    private SalesforceWay _way;
    private MyDomainReport? _report;
    private SignInOutcome? _outcome;

    // The domain about which was asked: saved once more, it holds.
    private string? _confirmed;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public ConnectionOverview Overview { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private MyDomainProbe Domains { get; set; } = null!;

    [Inject] private TenantChanges Changes { get; set; } = null!;

    [Inject] private SalesforceConnecting Connecting { get; set; } = null!;

    [Inject] private SalesforceSignIn SignIn { get; set; } = null!;

    [Inject] private TielineOptions Options { get; set; } = null!;

    private Tenant Tenant => Overview.Tenant!;

    private string? OffReason => Console.Unsaved.Has(this) ? Say["ConnectSaveFirst"]
        : Tenant.SalesforceConsumerKey.Length == 0 ? Say["ConnectNeedsKey"]
        : Tenant.SalesforceWay == SalesforceWay.JwtBearer && (Tenant.SalesforceCertificate.Length == 0 || Tenant.SalesforceUser.Length == 0) ? Say["ConnectNeedsCertificate"]
        : null;

    public async ValueTask DisposeAsync() => await Console.Unsaved.SetAsync(this, false);

    protected override void OnInitialized()
    {
        if (Overview.Tenant is { } tenant)
        {
            (_domain, _key, _user, _way) = (tenant.SalesforceLogin, tenant.SalesforceConsumerKey, tenant.SalesforceUser, tenant.SalesforceWay);
        }
    }

    private Task TypedAsync(string value) => EditAsync(() =>
    {
        _domain = value;
        _name = _name.Length == 0 && MyDomain.Read(value) is { } domain ? domain.Name : _name;
    });

    private async Task EditAsync(Action change)
    {
        change();
        _outcome = null;
        await Console.Unsaved.SetAsync(this, true);
    }

    private Task WayAsync(SalesforceWay way) => EditAsync(() => _way = way);

    // An address of this machine is for trying things here; a server that the world can reach speaks to no program beside itself.
    private async Task<MyDomain?> CheckAsync()
    {
        _report = await Domains.RunAsync(_domain, CancellationToken.None);
        if (_report.Domain is { } domain && MyDomain.IsThisMachine(new Uri(domain.Login).Host) && !MyDomain.IsThisMachine(new Uri(Options.PublicAddress).Host))
        {
            _report = _report with { State = MyDomainState.NotAnAddress, Domain = null };
        }

        return _report.State == MyDomainState.Good ? _report.Domain : null;
    }

    private async Task AddAsync()
    {
        if (await CheckAsync() is not { } domain)
        {
            return;
        }

        var change = new TenantChange { Name = _name.Trim().Length > 0 ? _name : domain.Name, DefaultCountry = _country.Trim() };
        if (Refuse(change))
        {
            return;
        }

        Tenant? tenant = null;
        _outcome = await FieldProblems.WrittenAsync(async () => tenant = await Changes.AddAsync(change.Name!, domain, change.DefaultCountry!, Console.Who, CancellationToken.None), Say);
        if (tenant is not null)
        {
            await Console.Unsaved.SetAsync(this, false);
            await Console.ReadTenantsAsync(tenant.Id);
        }
    }

    // One button writes all that was typed in the step; the domain is looked at first.
    private async Task SaveAsync()
    {
        var change = new TenantChange
        {
            Salesforce = new(
                Way: _way.ToString(),
                ConsumerKey: NullIfEmpty(_key),
                ConsumerSecret: NullIfEmpty(_secret),
                UserName: _way == SalesforceWay.JwtBearer ? NullIfEmpty(_user) : null),
        };
        if (Refuse(change))
        {
            return;
        }

        if (_domain.Trim() != Tenant.SalesforceLogin)
        {
            if (await CheckAsync() is not { } domain || !MayMove(domain))
            {
                return;
            }

            change = change with { HostOrigins = HostOrigins.After(Tenant, domain), Salesforce = change.Salesforce! with { LoginUrl = domain.Login } };
            _domain = domain.Login;
        }

        _outcome = await FieldProblems.SaveAsync(Changes, Tenant.Id, change, Console.Who, Say);
        if (_outcome is not null)
        {
            return;
        }

        (_secret, _confirmed) = ("", null);
        await Console.Unsaved.SetAsync(this, false);
        _outcome = SignInOutcome.Done(Say["ConnectSaved"]);
        await OnChanged.InvokeAsync();
    }

    // That a page answers there proves nobody's right to it, and sign-ins of the joined org would be sent to another's address.
    private bool MayMove(MyDomain domain)
    {
        if (domain.Login == Tenant.SalesforceLogin || Tenant.SalesforceOrgId is null)
        {
            return true;
        }

        if (Console.IsOperator && _confirmed == domain.Login)
        {
            return true;
        }

        _outcome = SignInOutcome.Refused(Console.IsOperator ? Say["MyDomainOtherOrg", Tenant.SalesforceOrgId] : Say["MyDomainOperator"]);
        _confirmed = domain.Login;
        return false;
    }

    private async Task NewKeyAsync()
    {
        _outcome = await FieldProblems.WrittenAsync(() => Changes.NewKeyAsync(Tenant.Id, Console.Who, CancellationToken.None), Say) ?? SignInOutcome.Done(Say["CertificateMade"]);
        await OnChanged.InvokeAsync();
    }

    private async Task ConnectAsync()
    {
        _outcome = await Connecting.ConnectAsync(Tenant.Id, Console.Who, Say, CancellationToken.None);
        await OnChanged.InvokeAsync();
    }

    private Task EndedAsync()
    {
        _outcome = null; // How the sign-in ended stands beside its button.
        return OnChanged.InvokeAsync();
    }

    private bool Refuse(TenantChange change)
    {
        var problem = FieldProblems.Of(change, Say);
        _outcome = problem is null ? null : SignInOutcome.Refused(problem);
        return problem is not null;
    }

    private static string? NullIfEmpty(string text) => text.Trim().Length == 0 ? null : text;
}
