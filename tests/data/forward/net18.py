import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.PReLU(2)
        self.l1 = nn.AvgPool2d(3, 1, padding=1, count_include_pad=False)
        self.l2 = nn.Conv2d(2, 5, (3, 3), stride=2, padding=2)
        self.l3 = nn.Hardtanh(-0.5, 2.0)
        self.l4 = nn.LeakyReLU(0.2)
        self.l5 = nn.ReflectionPad2d((1, 1, 2, 2))
        self.l6 = nn.ConvTranspose2d(5, 3, (1, 3), stride=2, padding=1, bias=False, dilation=2)
        self.l7 = nn.Linear(3, 6)
        self.l8 = nn.BatchNorm1d(6)
        self.l9 = nn.Linear(6, 4, bias=False)
        self.l10 = nn.LogSoftmax(dim=-1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = x1 * x
        x3 = self.l2(x2)
        x4 = self.l3(x3)
        x5 = x4 + x3
        x6 = self.l4(x5)
        x7 = self.l5(x6)
        x8 = self.l6(x7)
        x9 = x8.mean(dim=(2, 3))
        x10 = self.l7(x9)
        x11 = self.l8(x10)
        x12 = self.l9(x11)
        x13 = self.l10(x12)
        return x13
