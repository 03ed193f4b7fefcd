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
    private bool _hasSecret;
    private string _user = "";
    private SalesforceWay _way;
    private MyDomainReport? _report;
    private SignInOutcome? _outcome;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public ConnectionOverview Overview { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private Tenants Tenants { get; set; } = null!;

    [Inject] private MyDomainCheck Domains { get; set; } = null!;

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

    protected override async Task OnParametersSetAsync() =>
        _hasSecret = Overview.Tenant is { } tenant && (await Tenants.SecretsAsync(tenant.Id, CancellationToken.None)).SalesforceConsumerSecret.Length > 0;

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

        var tenant = await Changes.AddAsync(change.Name!, domain, change.DefaultCountry!, Console.Who, CancellationToken.None);
        await Console.Unsaved.SetAsync(this, false);
        await Console.ReadTenantsAsync(tenant.Id);
    }

    private async Task ChangeDomainAsync()
    {
        if (await CheckAsync() is { } domain && domain.Login != Tenant.SalesforceLogin)
        {
            // What else was typed is not saved by it.
            var isElse = _secret.Length > 0 || _key != Tenant.SalesforceConsumerKey || _user != Tenant.SalesforceUser || _way != Tenant.SalesforceWay;
            if (await WriteAsync(new TenantChange { Salesforce = new(LoginUrl: domain.Login), HostOrigins = domain.Origins }))
            {
                _domain = domain.Login;
                await Console.Unsaved.SetAsync(this, isElse);
            }
        }
    }

    private async Task SaveAsync()
    {
        var written = await WriteAsync(new TenantChange
        {
            Salesforce = new(
                Way: _way.ToString(),
                ConsumerKey: NullIfEmpty(_key),
                ConsumerSecret: NullIfEmpty(_secret),
                UserName: _way == SalesforceWay.JwtBearer ? NullIfEmpty(_user) : null),
        });
        _secret = written ? "" : _secret;
        await Console.Unsaved.SetAsync(this, !written || _domain != Tenant.SalesforceLogin);
    }

    private async Task<bool> WriteAsync(TenantChange change)
    {
        _outcome = await FieldProblems.SaveAsync(Changes, Tenant.Id, change, Console.Who, Say);
        if (_outcome is not null)
        {
            return false;
        }

        _outcome = SignInOutcome.Done(Say["ConnectSaved"]);
        await OnChanged.InvokeAsync();
        return true;
    }

    private async Task NewKeyAsync()
    {
        await Changes.NewKeyAsync(Tenant.Id, Console.Who, CancellationToken.None);
        _outcome = SignInOutcome.Done(Say["CertificateMade"]);
        await OnChanged.InvokeAsync();
    }

    private async Task ConnectAsync()
    {
        _outcome = await Connecting.ConnectAsync(Tenant.Id, Say, CancellationToken.None);
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
