using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tieline.Salesforce;

namespace Tieline.Server.Leaving;

/// <summary>A tenant that leaves or has left. The row outlives the tenant: it is the report.</summary>
internal sealed class LeavingRow
{
    public Guid TenantId { get; init; }
    public string TenantName { get; init; } = "";
    public LeavingStep Step { get; set; }
    public string Who { get; set; } = "";
    public string WhoId { get; set; } = "";

    /// <summary>The Salesforce user who began; null when it was the operator, or when that user was erased since.</summary>
    public RecordId? WhoInSalesforce => RecordId.TryParse(WhoId, out var id) ? id : null;

    public string Language { get; init; } = "";
    public string ReportTo { get; set; } = "";

    /// <summary>The admin has typed that unsent deliveries are dropped.</summary>
    public bool IsDropped { get; set; }

    /// <summary>The step that the admin gave up.</summary>
    public LeavingStep? Skipped { get; set; }

    /// <summary>What was in use at the beginning: <see cref="LeavingItem"/>s as JSON.</summary>
    public string Found { get; set; } = "[]";

    /// <summary>What stays: <see cref="LeavingLeft"/>s as JSON.</summary>
    public string Remains { get; set; } = "[]";

    /// <summary>What it waits for: a text's key and what fills its holes, as JSON; null while it goes on.</summary>
    public string? Waiting { get; set; }

    public string? MailProblem { get; set; }
    public long? MailedAt { get; set; }
    public long StartedAt { get; init; }
    public long? FinishedAt { get; set; }

    /// <summary>Which server carries it out, and until when the others leave it alone.</summary>
    public Guid? LeaseId { get; set; }

    public long LeaseUntil { get; set; }
}

internal sealed class LeavingTable : IEntityTypeConfiguration<LeavingRow>
{
    public void Configure(EntityTypeBuilder<LeavingRow> builder)
    {
        builder.ToTable("leavings");
        builder.HasKey(row => row.TenantId);
    }
}
