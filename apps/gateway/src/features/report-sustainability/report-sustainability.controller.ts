import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { REPORT_SUSTAINABILITY, SustainabilityReport, SustainabilityReportQuery } from '@ecobe/contracts';
import type { ReportFormat } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import type { Reply } from '../keep-credits/repeatable';

/** A million rows are added up in two seconds; a busy database takes longer. */
const TIMEOUT_MS = 20_000;

const CONTENT_TYPES: Record<ReportFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

@ApiTags('Reports')
@ApiExtraModels(SustainabilityReport)
@Controller('reports')
export class ReportSustainabilityController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Get('sustainability')
  @ApiOperation({
    summary: 'Energy, emissions and credits of a period, as a record that can be recomputed',
    description:
      'JSON is canonical (RFC 8785), hashed, and the same to the byte as long as nothing more is recorded and its period does not ' +
      'end meanwhile. Of whole months (UTC) that are over and hold something, versions are kept: the same bytes until a figure ' +
      'changes, or a release gives reports another form; then a newer version names the one that it restates, and why. What is ' +
      'not over yet, of other hours, or empty is told and not kept: `version` is ' +
      'null and `generatedAt` the time of the newest record of the organisation. CSV is safe to open in a spreadsheet, HTML is a page for ' +
      'reading and printing. Credits stand beside emissions and change none of them. Refusals: 400 `INVALID_INPUT`, ' +
      '`INVERTED_WINDOW`, `PERIOD_NOT_IN_HOURS`, `PERIOD_TOO_LONG`; 404 `ORGANIZATION_NOT_FOUND` where nothing is recorded.',
  })
  @ApiOkResponse({
    description: 'The report',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(SustainabilityReport) } },
      'text/csv': { schema: { type: 'string' } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  async report(
    @Query() query: SustainabilityReportQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const { text, version } = await this.services.call(REPORT_SUSTAINABILITY, query, {
      timeoutMs: TIMEOUT_MS,
    });
    reply.header('content-type', CONTENT_TYPES[query.format]);
    if (query.format === 'csv')
      reply.header(
        'content-disposition',
        `attachment; filename="sustainability-report${version === null ? '' : `-v${version}`}.csv"`,
      );
    return text;
  }
}
